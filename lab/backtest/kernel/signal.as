import { number, setNumber } from './memory'
import { rounded } from './rounding'

/** See `side` in `lab/seeds/side.ts`. */
@inline
export function side(a: f64, b: f64): f64 {
  const tolerance = 1e-9 * max(abs(a), abs(b))
  return a - b > tolerance ? 1 : b - a > tolerance ? -1 : 0
}

/** See `steps` in `lab/seeds/steps.ts`. */
@inline
export function steps(signal: f64): f64 {
  const twentieths = rounded(max<f64>(-1, min<f64>(1, signal)) * 20) / 20
  return twentieths == twentieths ? twentieths + 0 : 0
}

/** As `Math.sign`; NaN for NaN. */
@inline
export function signOf(x: f64): f64 {
  return x > 0 ? 1 : x < 0 ? -1 : x
}

@inline
export function bounded(x: f64): f64 {
  return max<f64>(-1, min<f64>(1, x))
}

/** Replaces events by exposures: see `latest` in `lab/seeds/latest.ts`. Before the first row there are no events. */
export function latest(events: usize, hold: i32, from: i32, to: i32): void {
  let newest: f64 = 0
  let since = hold
  for (let row = from; row < to; row++) {
    const event = number(events, row)
    if (event == event) {
      newest = event
      since = 0
    }
    setNumber(events, row, since < hold ? newest : 0)
    since++
  }
}

/** Subtracts another column from one, in place. */
export function takeOff(column: usize, other: usize, from: i32, to: i32): void {
  for (let row = from; row < to; row++) setNumber(column, row, number(column, row) - number(other, row))
}

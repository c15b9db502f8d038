import { number, setNumber, whole } from './memory'
import { nextRun, runFrom, runTo, unknown } from './runs'

/**
 * See `lab/indicators/rolling-min-max.ts`. @param sign +1 for maximum, −1 for minimum @param queue memory for one
 * integer per row
 */
export function extreme(x: usize, period: i32, sign: f64, queue: usize, out: usize, rows: i32): void {
  unknown(out, rows)
  for (let at = 0; nextRun(x, rows, at, period); at = runTo) {
    const from = runFrom
    const to = runTo
    let head = 0
    let tail = 0
    for (let row = from; row < to; row++) {
      const value = sign * number(x, row)
      while (tail > head && sign * number(x, whole(queue, tail - 1)) <= value) tail--
      store<i32>(queue + ((<usize>tail) << 2), row)
      tail++
      if (whole(queue, head) <= row - period) head++
      if (row - from >= period - 1) setNumber(out, row, number(x, whole(queue, head)))
    }
  }
}

/** Mean of two columns: see `lab/indicators/donchian.ts`. */
export function middle(a: usize, b: usize, out: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) setNumber(out, row, (number(a, row) + number(b, row)) / 2)
}

/** Position of the close between the extremes, 0…100: see `lab/indicators/stochastic.ts`. */
export function place(close: usize, upper: usize, lower: usize, out: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    const bottom = number(lower, row)
    const range = number(upper, row) - bottom
    setNumber(out, row, range == 0 ? 50 : 100 * ((number(close, row) - bottom) / range))
  }
}

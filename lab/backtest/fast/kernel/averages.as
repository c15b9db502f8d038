import { number, setNumber } from './memory'
import { nextRun, runFrom, runTo, unknown } from './runs'

/** See `lab/indicators/exponential.ts`. */
export function exponential(x: usize, period: i32, alpha: f64, out: usize, rows: i32): void {
  unknown(out, rows)
  for (let at = 0; nextRun(x, rows, at, period); at = runTo) {
    const from = runFrom
    const to = runTo
    let mean: f64 = 0
    for (let k = 1; k <= period; k++) mean += (number(x, from + k - 1) - mean) / k
    setNumber(out, from + period - 1, mean)
    for (let row = from + period; row < to; row++) {
      mean += alpha * (number(x, row) - mean)
      setNumber(out, row, mean)
    }
  }
}

/** See `lab/indicators/sma.ts`. @param tail room for as many numbers as the period */
export function sma(x: usize, period: i32, tail: usize, out: usize, rows: i32): void {
  unknown(out, rows)
  for (let at = 0; nextRun(x, rows, at, period); at = runTo) {
    const from = runFrom
    const to = runTo
    memory.fill(tail, 0, (<usize>period) << 3)
    let last: f64 = 0
    for (let start = from; start < to; start += period) {
      const end = min(start + period, to)
      const first = number(x, start)
      let head: f64 = 0
      for (let row = start; row < end; row++) {
        head += number(x, row) - first
        const older = start + period - 1 - row
        if (row - from >= period - 1)
          setNumber(out, row, first + (head + number(tail, older) + older * (last - first)) / period)
      }
      if (end == to) break
      last = number(x, end - 1)
      for (let a = 1; a < period; a++) setNumber(tail, a, number(tail, a - 1) + (number(x, end - a) - last))
    }
  }
}

/** See `lab/indicators/rolling-sum.ts`. @param tail room for as many numbers as the period */
export function rollingSum(x: usize, period: i32, tail: usize, out: usize, rows: i32): void {
  unknown(out, rows)
  for (let at = 0; nextRun(x, rows, at, period); at = runTo) {
    const from = runFrom
    const to = runTo
    memory.fill(tail, 0, (<usize>period) << 3)
    for (let start = from; start < to; start += period) {
      const end = min(start + period, to)
      let head: f64 = 0
      for (let row = start; row < end; row++) {
        head += number(x, row)
        if (row - from >= period - 1) setNumber(out, row, head + number(tail, start + period - 1 - row))
      }
      if (end == to) break
      for (let a = 1; a < period; a++) setNumber(tail, a, number(tail, a - 1) + number(x, end - a))
    }
  }
}

import { number, setNumber } from './memory'
import { nextRun, runFrom, runTo, unknown } from './runs'

/**
 * Exponential averages (`lab/indicators/ema.ts`) of four consecutive periods at once. Each depends on its own previous
 * value, so computing four hides that latency.
 *
 * @param period the shortest; `out` receives four columns of `rows`, `stride` bytes apart
 */
export function exponentials(x: usize, period: i32, out: usize, stride: usize, rows: i32): void {
  for (let k = 0; k < 4; k++) unknown(out + <usize>k * stride, rows)
  for (let at = 0; nextRun(x, rows, at, period); at = runTo) {
    const from = runFrom
    const to = runTo
    const start = from + period + 3
    for (let k = 0; k < 4; k++) begin(x, period + k, out + <usize>k * stride, from, min(start, to))
    if (start >= to) continue
    const factors = alphas(period, 0)
    const others = alphas(period, 2)
    let means = lastOf(out, stride, 0, start - 1)
    let rest = lastOf(out, stride, 2, start - 1)
    for (let row = start; row < to; row++) {
      const place = (<usize>row) << 3
      const value = v128.load64_splat(x + place)
      means = f64x2.add(means, f64x2.mul(factors, f64x2.sub(value, means)))
      rest = f64x2.add(rest, f64x2.mul(others, f64x2.sub(value, rest)))
      v128.store64_lane(out + place, means, 0)
      v128.store64_lane(out + stride + place, means, 1)
      v128.store64_lane(out + 2 * stride + place, rest, 0)
      v128.store64_lane(out + 3 * stride + place, rest, 1)
    }
  }
}

/** One average over rows `[from, to)`. */
function begin(x: usize, period: i32, out: usize, from: i32, to: i32): void {
  if (to - from < period) return
  const alpha = 2 / (<f64>period + 1)
  let mean: f64 = 0
  for (let k = 1; k <= period; k++) mean += (number(x, from + k - 1) - mean) / k
  setNumber(out, from + period - 1, mean)
  for (let row = from + period; row < to; row++) {
    mean += alpha * (number(x, row) - mean)
    setNumber(out, row, mean)
  }
}

@inline
function alphas(period: i32, k: i32): v128 {
  const first = f64x2.splat(2 / (<f64>(period + k) + 1))
  return f64x2.replace_lane(first, 1, 2 / (<f64>(period + k + 1) + 1))
}

@inline
function lastOf(out: usize, stride: usize, k: i32, row: i32): v128 {
  const at = out + <usize>k * stride + ((<usize>row) << 3)
  return f64x2.replace_lane(f64x2.splat(load<f64>(at)), 1, load<f64>(at + stride))
}

/** See `lab/indicators/sma.ts`. @param tail memory for `period` numbers */
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

/** See `lab/indicators/rolling-sum.ts`. @param tail memory for `period` numbers */
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

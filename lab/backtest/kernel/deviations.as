import { number, setNumber } from './memory'
import { nextRun, runFrom, runTo, unknown } from './runs'

/**
 * Sums of squared deviations from the mean: see `lab/indicators/rolling-comoment.ts`, of a column with itself. @param
 * tails memory for two columns of `period`
 */
export function squares(x: usize, period: i32, tails: usize, out: usize, rows: i32): void {
  unknown(out, rows)
  const tail = tails
  const means = tails + ((<usize>period) << 3)
  for (let at = 0; nextRun(x, rows, at, period); at = runTo) {
    const from = runFrom
    const to = runTo
    memory.fill(tails, 0, (<usize>period) << 4)
    let last: f64 = 0
    for (let start = from; start < to; start += period) {
      const end = min(start + period, to)
      const first = number(x, start)
      let mean: f64 = 0
      let head: f64 = 0
      for (let row = start; row < end; row++) {
        const k = row - start + 1
        const apart = number(x, row) - first - mean
        head += (apart * apart * (k - 1)) / k
        mean += apart / k
        if (row - from < period - 1) continue
        const older = period - k
        const between = mean - number(means, older) + (first - last)
        setNumber(out, row, head + number(tail, older) + (between * between * (older * k)) / period)
      }
      if (end == to) break
      last = number(x, end - 1)
      for (let a = 1; a < period; a++) {
        const apart = number(x, end - a) - last - number(means, a - 1)
        setNumber(tail, a, number(tail, a - 1) + (apart * apart * (a - 1)) / a)
        setNumber(means, a, number(means, a - 1) + apart / a)
      }
    }
  }
}

/** Square roots of `squares / divisor`, added to a base column if there is one. */
export function roots(squares: usize, divisor: f64, base: usize, out: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    const root = sqrt(number(squares, row) / divisor)
    setNumber(out, row, base ? number(base, row) + root : root)
  }
}

/** See `lab/indicators/vwap-deviation.ts`. */
export function volumeDeviation(
  high: usize,
  low: usize,
  close: usize,
  volume: usize,
  period: i32,
  typical: usize,
  out: usize,
  rows: i32,
): void {
  unknown(out, rows)
  for (let row = 0; row < rows; row++)
    setNumber(typical, row, (number(high, row) + number(low, row) + number(close, row)) / 3)
  let last = period - 1
  // Two rows at a time, each summed in its own order.
  for (; last + 2 <= rows; last += 2) {
    const prices = typical + ((<usize>(last + 1 - period)) << 3)
    const sizes = volume + ((<usize>(last + 1 - period)) << 3)
    const base = v128.load(prices)
    const end = (<usize>period) << 3
    let weight = f64x2.splat(0)
    let distances = f64x2.splat(0)
    for (let at: usize = 0; at < end; at += 8) {
      const size = v128.load(sizes + at)
      weight = f64x2.add(weight, size)
      distances = f64x2.add(distances, f64x2.mul(size, f64x2.sub(v128.load(prices + at), base)))
    }
    const mean = f64x2.div(distances, weight)
    let sum = f64x2.splat(0)
    for (let at: usize = 0; at < end; at += 8) {
      const apart = f64x2.sub(f64x2.sub(v128.load(prices + at), base), mean)
      sum = f64x2.add(sum, f64x2.mul(v128.load(sizes + at), f64x2.mul(apart, apart)))
    }
    v128.store(out + ((<usize>last) << 3), f64x2.sqrt(f64x2.div(sum, weight)))
  }
  if (last >= rows) return
  const from = last + 1 - period
  const base = number(typical, from)
  let weight: f64 = 0
  let distances: f64 = 0
  for (let row = from; row <= last; row++) {
    weight += number(volume, row)
    distances += number(volume, row) * (number(typical, row) - base)
  }
  const mean = distances / weight
  let sum: f64 = 0
  for (let row = from; row <= last; row++) {
    const apart = number(typical, row) - base - mean
    sum += number(volume, row) * (apart * apart)
  }
  setNumber(out, last, sqrt(sum / weight))
}

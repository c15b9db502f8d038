import { number, setNumber } from './memory'
import { nextRun, runFrom, runTo, unknown } from './runs'

/** Gains and losses between rows: see `changes` in `lab/indicators/rsi.ts`. */
export function changes(x: usize, gains: usize, losses: usize, rows: i32): void {
  unknown(gains, rows)
  unknown(losses, rows)
  for (let at = 0; nextRun(x, rows, at, 2); at = runTo) {
    for (let row = runFrom + 1; row < runTo; row++) {
      const change = number(x, row) - number(x, row - 1)
      setNumber(gains, row, max<f64>(change, 0))
      setNumber(losses, row, max<f64>(-change, 0))
    }
  }
}

/** Share of gains in all moves, 0…100; overwrites the gains. */
export function share(gains: usize, losses: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    const gain = number(gains, row)
    const moved = gain + number(losses, row)
    setNumber(gains, row, moved == 0 ? 50 : 100 * (gain / moved))
  }
}

/** See `lab/indicators/returns.ts`. */
export function simpleReturns(x: usize, period: i32, out: usize, rows: i32): void {
  unknown(out, rows)
  for (let at = 0; nextRun(x, rows, at, period + 1); at = runTo) {
    for (let row = runFrom + period; row < runTo; row++) {
      const before = number(x, row - period)
      if (before > 0) setNumber(out, row, number(x, row) / before - 1)
    }
  }
}

/** One column divided by another. */
export function ratio(x: usize, y: usize, out: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) setNumber(out, row, number(x, row) / number(y, row))
}

/** Traded value: typical price × volume. */
export function turnover(high: usize, low: usize, close: usize, volume: usize, out: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    const typical = (number(high, row) + number(low, row) + number(close, row)) / 3
    setNumber(out, row, typical * number(volume, row))
  }
}

/** See `smoothed` in `lab/indicators/kernel-regression.ts`. @param weights `reach` numbers */
export function smoothed(x: usize, weights: usize, reach: i32, total: f64, out: usize, rows: i32): void {
  unknown(out, rows)
  for (let at = 0; nextRun(x, rows, at, reach); at = runTo) {
    let row = runFrom + reach - 1
    // Four rows at a time, each summed in its own order.
    for (; row + 4 <= runTo; row += 4) {
      const here = x + ((<usize>row) << 3)
      const first = v128.load(here)
      const second = v128.load(here, 16)
      let distances = f64x2.splat(0)
      let others = f64x2.splat(0)
      for (let age = 1; age < reach; age++) {
        const weight = v128.load64_splat(weights + ((<usize>age) << 3))
        const at = here - ((<usize>age) << 3)
        distances = f64x2.add(distances, f64x2.mul(weight, f64x2.sub(v128.load(at), first)))
        others = f64x2.add(others, f64x2.mul(weight, f64x2.sub(v128.load(at, 16), second)))
      }
      const all = f64x2.splat(total)
      v128.store(out + ((<usize>row) << 3), f64x2.add(first, f64x2.div(distances, all)))
      v128.store(out + ((<usize>row) << 3), f64x2.add(second, f64x2.div(others, all)), 16)
    }
    for (; row < runTo; row++) {
      const newest = number(x, row)
      let distances: f64 = 0
      for (let age = 1; age < reach; age++) distances += number(weights, age) * (number(x, row - age) - newest)
      setNumber(out, row, newest + distances / total)
    }
  }
}

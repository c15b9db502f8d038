import type { Column } from '../market/bars.ts'
import { requireBars } from './period.ts'
import { runs } from './runs.ts'

/**
 * Simple moving average: the mean of the last `period` values.
 *
 * Rounding errors do not accumulate. Rows are split into blocks of `period` rows, so that each window is the tail of
 * one block plus the head of the next. Sums of tails and heads are built by addition only. No value is ever subtracted,
 * so values before the window have no effect on its mean. Values are summed as differences from a row of the window, so
 * that the mean of a constant price is exactly that price.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @returns mean in the unit of x; first defined row: period − 1
 * @see van Herk (1992), "A fast algorithm for local minimum and maximum filters", for the blocks
 */
export function sma(x: Column, period: number): Float64Array {
  requireBars('sma: period', period)
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (const [from, to] of runs(period, x)) {
    const tail = new Float64Array(period)
    let last = 0
    for (let start = from; start < to; start += period) {
      const end = Math.min(start + period, to)
      const first = x[start]
      let head = 0
      for (let i = start; i < end; i++) {
        head += x[i] - first
        const older = start + period - 1 - i
        if (i - from >= period - 1) out[i] = first + (head + tail[older] + older * (last - first)) / period
      }
      if (end === to) break
      last = x[end - 1]
      for (let a = 1; a < period; a++) tail[a] = tail[a - 1] + (x[end - a] - last)
    }
  }
  return out
}

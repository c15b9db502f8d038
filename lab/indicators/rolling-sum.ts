import type { Column } from '../market/bars.ts'
import { requireBars } from './period.ts'
import { runs } from './runs.ts'

/**
 * Sum of the last `period` values. Rounding errors do not accumulate (see `sma`): when no value is negative, the sum is
 * exactly 0 if and only if all values are 0.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @returns in the unit of x; first defined row: period − 1
 */
export function rollingSum(x: Column, period: number): Float64Array {
  requireBars('rollingSum: period', period)
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (const [from, to] of runs(period, x)) {
    const tail = new Float64Array(period)
    for (let start = from; start < to; start += period) {
      const end = Math.min(start + period, to)
      let head = 0
      for (let i = start; i < end; i++) {
        head += x[i]
        if (i - from >= period - 1) out[i] = head + tail[start + period - 1 - i]
      }
      if (end === to) break
      for (let a = 1; a < period; a++) tail[a] = tail[a - 1] + x[end - a]
    }
  }
  return out
}

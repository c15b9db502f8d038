import type { Column } from '../market/bars.ts'
import { requireBars } from './period.ts'
import { runs } from './runs.ts'
import { exchange, sortedWindow } from './sorted-window.ts'

/**
 * The value below which the fraction `q` of the last `period` values lies: 0 is the smallest, 0.5 the median, 1 the largest.
 * Between two values it is interpolated linearly (Hyndman and Fan's type 7, the default of numpy and R).
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @param q      fraction, 0…1
 * @returns in the unit of x; first defined row: period − 1
 * @see Hyndman and Fan (1996), "Sample quantiles in statistical packages"
 */
export function rollingQuantile(x: Column, period: number, q: number): Float64Array {
  requireBars('rollingQuantile: period', period)
  if (!(q >= 0 && q <= 1)) throw new RangeError(`rollingQuantile: q is ${q}, expected a fraction 0…1`)
  const out = new Float64Array(x.length).fill(Number.NaN)
  const position = q * (period - 1)
  const lower = Math.floor(position)
  const upper = Math.ceil(position)
  for (const [from, to] of runs(period, x)) {
    const sorted = sortedWindow(x, from, from + period)
    for (let i = from + period - 1; i < to; i++) {
      if (i >= from + period) exchange(sorted, x[i - period], x[i])
      out[i] = sorted[lower] + (position - lower) * (sorted[upper] - sorted[lower])
    }
  }
  return out
}

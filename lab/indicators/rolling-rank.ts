import type { Column } from '../market/bars.ts'
import { requireBars } from './period.ts'
import { runs } from './runs.ts'
import { below, exchange, sortedWindow, upTo } from './sorted-window.ts'

/**
 * Percentile rank of the newest value among the last `period` values, itself included: the fraction of values that are
 * smaller, with equal values counted half. In a window of equal values the rank is 0.5. The rank of −x is 1 minus the
 * rank of x.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @returns 0.5 / period … 1 − 0.5 / period; first defined row: period − 1
 * @see scipy.stats.percentileofscore, kind "mean"
 */
export function rollingRank(x: Column, period: number): Float64Array {
  requireBars('rollingRank: period', period)
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (const [from, to] of runs(period, x)) {
    const sorted = sortedWindow(x, from, from + period)
    for (let i = from + period - 1; i < to; i++) {
      if (i >= from + period) exchange(sorted, x[i - period], x[i])
      out[i] = (below(sorted, x[i]) + upTo(sorted, x[i])) / 2 / period
    }
  }
  return out
}

import type { Bars, Column } from '../market/bars.ts'
import { onto } from './aligned-returns.ts'

/**
 * Mean over the symbols of a market of one column each, every symbol with equal weight. Rows are joined on bar open
 * time.
 *
 * @param openTime rows wanted, strictly increasing
 * @param market   bars of one interval
 * @param of       computes a symbol's column, as long as its bars
 * @returns NaN where every symbol is unknown
 */
export function meanAcross(openTime: Column, market: readonly Bars[], of: (bars: Bars) => Column): Float64Array {
  const sum = new Float64Array(openTime.length)
  const count = new Float64Array(openTime.length)
  for (const bars of market) {
    const column = onto(openTime, bars, of(bars))
    for (let i = 0; i < sum.length; i++) {
      if (!Number.isFinite(column[i])) continue
      sum[i] += column[i]
      count[i]++
    }
  }
  return sum.map((total, i) => (count[i] > 0 ? total / count[i] : Number.NaN))
}

import type { Bars, Column } from '../market/bars.ts'
import { onto } from './aligned-returns.ts'

/**
 * Computes one column per symbol and averages them row by row, with equal weights. Rows are joined by the bar's open
 * time, and unknown values are left out of the mean.
 *
 * @param openTime times of the result's rows, epoch ms, strictly increasing
 * @param market   bars of one interval
 * @param of       computes a symbol's column, one value per bar
 * @returns one mean per row; NaN where every symbol is unknown
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

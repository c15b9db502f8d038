import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireEqualLengths } from './lengths.ts'
import { requireBars } from './period.ts'
import { rollingComoment } from './rolling-comoment.ts'

/**
 * Pearson's correlation of two columns over the last `period` rows.
 *
 * @param x      column in any unit
 * @param y      column in any unit, of the same length as x
 * @param period bars, an integer ≥ 2
 * @returns −1…+1; NaN where a column is constant in the window, because the correlation is undefined there; first
 *   defined row: period − 1
 */
export function rollingCorrelation(x: Column, y: Column, period: number): Float64Array {
  requireBars('rollingCorrelation: period', period, 2)
  requireEqualLengths('rollingCorrelation', { x, y })
  const squaresX = rollingComoment(x, x, period)
  const squaresY = rollingComoment(y, y, period)
  return rowByRow(rollingComoment(x, y, period), (products, i) => {
    const scale = Math.sqrt(squaresX[i]) * Math.sqrt(squaresY[i])
    return scale > 0 ? Math.max(-1, Math.min(1, products / scale)) : Number.NaN
  })
}

import type { Column } from '../market/bars.ts'
import { requireBars } from './period.ts'
import { rollingComoment } from './rolling-comoment.ts'

/**
 * Sample standard deviation of the last `period` values: divisor period − 1 (ddof 1). Exactly 0 for a flat window.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 2
 * @returns in the unit of x, ≥ 0; first defined row: period − 1
 */
export function rollingStd(x: Column, period: number): Float64Array {
  requireBars('rollingStd: period', period, 2)
  return rollingComoment(x, x, period).map(squares => Math.sqrt(squares / (period - 1)))
}

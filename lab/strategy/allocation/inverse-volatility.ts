import { requireBars } from '../../indicators/period.ts'
import type { Column } from '../../market/bars.ts'
import { proportional } from './proportional.ts'
import { spread } from './spread.ts'

/**
 * Shares in proportion to 1 / volatility. Risk contributions are then equal if all correlations are the same.
 *
 * @param returns one column per member, NaN where unknown
 * @param least   minimum of known rows for a known volatility, an integer ≥ 2
 * @returns ≥ 0, summing to 1; 0 for a member with too few rows or without movement; all 0 when that applies to every
 *   member
 */
export function inverseVolatility(returns: readonly Column[], least: number): Float64Array {
  requireBars('inverseVolatility: least', least, 2)
  const volatilities = returns.map(column => {
    const { points, volatilityPerRow } = spread(column)
    return points >= least && volatilityPerRow > 0 ? volatilityPerRow : Number.POSITIVE_INFINITY
  })
  const calmest = Math.min(...volatilities)
  return proportional(Float64Array.from(volatilities, volatility => calmest / volatility))
}

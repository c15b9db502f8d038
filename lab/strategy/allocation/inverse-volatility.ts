import { requireBars } from '../../indicators/period.ts'
import type { Column } from '../../market/bars.ts'
import { proportional } from './proportional.ts'
import { spread } from './spread.ts'

/**
 * Shares in proportion to 1 / volatility: equal risk contributions, if all correlations were the same.
 *
 * @param returns one column each, NaN where unknown
 * @param least   known rows below which a volatility is unknown, an integer ≥ 2
 * @returns ≥ 0, summing to 1; 0 for what has too few rows or stands still, and all 0 where that is everyone
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

import type { Bars } from '../../market/bars.ts'
import type { Fraction } from '../../market/units.ts'
import { annualVolatility } from '../../regimes/volatility.ts'

/**
 * The part of a full position whose volatility equals the target.
 *
 * @param target   annual volatility of the position, as a fraction of equity, > 0
 * @param window   bars over which the symbol's volatility is measured, an integer ≥ 2
 * @param fraction notional of a full position, as a fraction of equity, > 0
 * @returns > 0; above 1 where even a full position has less volatility than the target. NaN where the price did not
 *   move in the window, because this says nothing about future risk. First defined row: window
 */
export const targetShare = (bars: Bars, target: number, window: number, fraction: Fraction): Float64Array =>
  annualVolatility(bars, window).map(volatility => (volatility > 0 ? target / (fraction * volatility) : Number.NaN))

import { requireBars } from '../indicators/period.ts'
import { rollingStd } from '../indicators/rolling-std.ts'
import { sma } from '../indicators/sma.ts'
import type { Bars } from '../market/bars.ts'
import { barReturns } from './bar-returns.ts'

/** Codes of the trend regime. */
export const trendRegime = { bear: 0, sideways: 1, bull: 2 } as const

/**
 * Strength of the trend: the mean return of the last `period` bars, in standard errors (t statistic). The mean is
 * divided by the noise around it, so values compare across bar intervals.
 *
 * @param period bars, an integer ≥ 2
 * @returns positive: upwards; ±∞ where the price moved without noise; 0 where the mean return is 0; first defined row:
 *   period
 */
export function trendStrength(bars: Pick<Bars, 'openTime' | 'interval' | 'close'>, period: number): Float64Array {
  requireBars('trendStrength: period', period, 2)
  const returns = barReturns(bars)
  const noise = rollingStd(returns, period)
  return sma(returns, period).map((mean, i) => (mean === 0 ? 0 : (mean / noise[i]) * Math.sqrt(period)))
}

/**
 * Bull, bear or sideways, judged by the bars up to each close. A common alternative labels bars by volatility quartiles
 * of the whole sample. That uses future data and says nothing about direction.
 *
 * @param period bars, an integer ≥ 2; 120 hours are five days
 * @param least  minimum strength of a trend, in standard errors, > 0; a random walk exceeds 1 about a third of the time
 * @returns codes of `trendRegime`; first defined row: period
 */
export function trendRegimes(
  bars: Pick<Bars, 'openTime' | 'interval' | 'close'>,
  period: number,
  least: number,
): Float64Array {
  requireBars('trendRegimes: period', period, 2)
  if (!(least > 0 && least < Infinity)) throw new RangeError(`trendRegimes: least is ${least}, expected a number > 0`)
  return trendStrength(bars, period).map(strength => {
    if (Number.isNaN(strength)) return Number.NaN
    if (strength >= least) return trendRegime.bull
    return strength <= -least ? trendRegime.bear : trendRegime.sideways
  })
}

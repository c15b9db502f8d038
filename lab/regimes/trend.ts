import { requireBars } from '../indicators/period.ts'
import { rollingStd } from '../indicators/rolling-std.ts'
import { sma } from '../indicators/sma.ts'
import type { Bars } from '../market/bars.ts'
import { barReturns } from './bar-returns.ts'

/** What the trend regime's numbers mean. */
export const trendRegime = { bear: 0, sideways: 1, bull: 2 } as const

/**
 * How clearly the market drifted over the last `period` bars: its mean return in standard errors (the t statistic). So a
 * trend is one against the noise it came with, on bars of any interval.
 *
 * @param period bars, an integer ≥ 2
 * @returns positive: upwards; ±∞ where it moved without any noise; 0 where it stood still; first defined row: period
 */
export function trendStrength(bars: Pick<Bars, 'openTime' | 'interval' | 'close'>, period: number): Float64Array {
  requireBars('trendStrength: period', period, 2)
  const returns = barReturns(bars)
  const noise = rollingStd(returns, period)
  return sma(returns, period).map((mean, i) => (mean === 0 ? 0 : (mean / noise[i]) * Math.sqrt(period)))
}

/**
 * Bull, bear or sideways by what lies behind each bar. The documented labels are quartiles of volatility over the whole sample:
 * they know the future, and say nothing of direction.
 *
 * @param period bars, an integer ≥ 2; 120 hours are five days
 * @param least  standard errors from which a drift is a trend, > 0; of a random walk about a third of the time exceeds 1
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

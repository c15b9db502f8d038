import type { Shape } from './moments.ts'
import { normalCdf, normalQuantile } from './normal.ts'

const eulerMascheroni = 0.5772156649015329

/**
 * Probability that the true Sharpe ratio is above `benchmark`, both per period and not annualised, from T returns.
 * The 2012 convention: standard error at the observed ratio, T − 1.
 *
 * @returns undefined for fewer than 2 returns, or where the moments leave no variance
 * @see Bailey and López de Prado, "The Sharpe ratio efficient frontier", 2012
 */
export function probabilisticSharpe(
  sharpe: number,
  periods: number,
  { skew, rawKurtosis }: Shape,
  benchmark = 0,
): number | undefined {
  const variance = 1 - skew * sharpe + ((rawKurtosis - 1) / 4) * sharpe ** 2
  if (periods < 2 || !(variance > 0)) return undefined
  return normalCdf(((sharpe - benchmark) * Math.sqrt(periods - 1)) / Math.sqrt(variance))
}

/**
 * What the best of N tries without skill is expected to reach, in standard deviations of one try.
 *
 * @see Bailey and López de Prado, "The deflated Sharpe ratio", 2014
 */
export function expectedMaximum(tries: number): number {
  if (tries <= 1) return 0
  return (
    (1 - eulerMascheroni) * normalQuantile(1 - 1 / tries) + eulerMascheroni * normalQuantile(1 - 1 / (tries * Math.E))
  )
}

/**
 * Probability that a Sharpe ratio is better than the best of so many tries would be by luck.
 *
 * @param variance of the tries' Sharpe ratios, per period
 */
export function deflatedSharpe(
  sharpe: number,
  periods: number,
  shape: Shape,
  tries: number,
  variance: number,
): number | undefined {
  return probabilisticSharpe(sharpe, periods, shape, Math.sqrt(variance) * expectedMaximum(tries))
}

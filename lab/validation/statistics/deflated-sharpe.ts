import { expectedMaximum, maximumMoments } from './maximum.ts'
import type { Shape } from './moments.ts'
import { normalCdf } from './normal.ts'
import { probabilisticSharpe2012, probabilisticSharpe2025 } from './probabilistic-sharpe.ts'
import { sharpeError2025 } from './sharpe-error.ts'

/**
 * Expected maximum Sharpe ratio of several trials without skill. @param variance of the trials' Sharpe ratios, per
 * period
 */
export const luckySharpe = (tries: number, variance: number): number => Math.sqrt(variance) * expectedMaximum(tries)

/**
 * Probability that a Sharpe ratio exceeds the luck of the best of several trials, with the standard error of 2012.
 *
 * @param variance of the trials' Sharpe ratios, per period
 * @see Bailey and López de Prado, "The deflated Sharpe ratio", 2014
 */
export function deflatedSharpe2014(
  sharpe: number,
  periods: number,
  shape: Shape,
  tries: number,
  variance: number,
): number | undefined {
  return probabilisticSharpe2012(sharpe, periods, shape, luckySharpe(tries, variance))
}

/** As `deflatedSharpe2014`, with the standard error of 2025 at the expected maximum. */
export function deflatedSharpe2025(
  sharpe: number,
  periods: number,
  shape: Shape,
  tries: number,
  variance: number,
  autocorrelation = 0,
): number | undefined {
  return probabilisticSharpe2025(sharpe, periods, shape, luckySharpe(tries, variance), autocorrelation)
}

/**
 * As `deflatedSharpe2025`, with the standard error of the maximum of all trials, which varies less than a single
 * trial.
 */
export function deflatedSharpeOfMaximum(
  sharpe: number,
  periods: number,
  shape: Shape,
  tries: number,
  variance: number,
): { readonly error: number; readonly probability: number } | undefined {
  const lucky = luckySharpe(tries, variance)
  const one = sharpeError2025(lucky, periods, shape)
  if (one === undefined) return undefined
  const error = one * Math.sqrt(maximumMoments(tries).variance)
  return { error, probability: normalCdf((sharpe - lucky) / error) }
}

/** The smaller of the 2014 and 2025 versions. */
export function deflatedSharpe(
  sharpe: number,
  periods: number,
  shape: Shape,
  tries: number,
  variance: number,
  autocorrelation = 0,
): number | undefined {
  const older = deflatedSharpe2014(sharpe, periods, shape, tries, variance)
  const newer = deflatedSharpe2025(sharpe, periods, shape, tries, variance, autocorrelation)
  return older === undefined || newer === undefined ? undefined : Math.min(older, newer)
}

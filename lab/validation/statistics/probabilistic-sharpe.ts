import type { Shape } from './moments.ts'
import { normalCdf } from './normal.ts'
import { sharpeError2012, sharpeError2025 } from './sharpe-error.ts'

/**
 * Probability that the true Sharpe ratio is above `benchmark`, both per period. The 2012 convention: standard error at
 * the observed ratio, divided by T − 1.
 *
 * @param periods number of returns, T
 * @returns undefined for fewer than 2 returns, or if the standard error does not exist
 * @see Bailey and López de Prado, "The Sharpe ratio efficient frontier", 2012
 */
export function probabilisticSharpe2012(
  sharpe: number,
  periods: number,
  shape: Shape,
  benchmark = 0,
): number | undefined {
  return above(sharpe, benchmark, sharpeError2012(sharpe, periods, shape))
}

/**
 * As `probabilisticSharpe2012`, by the 2025 convention: standard error at the benchmark, divided by T, with
 * autocorrelated returns.
 *
 * @param autocorrelation of first order, −1…1
 * @see López de Prado, Lipton and Zoonekynd, "How to use the Sharpe ratio", 2025
 */
export function probabilisticSharpe2025(
  sharpe: number,
  periods: number,
  shape: Shape,
  benchmark = 0,
  autocorrelation = 0,
): number | undefined {
  return above(sharpe, benchmark, sharpeError2025(benchmark, periods, shape, autocorrelation))
}

/** The smaller of both versions. They differ most for skewed returns, where the cautious one should decide. */
export function probabilisticSharpe(
  sharpe: number,
  periods: number,
  shape: Shape,
  benchmark = 0,
  autocorrelation = 0,
): number | undefined {
  const older = probabilisticSharpe2012(sharpe, periods, shape, benchmark)
  const newer = probabilisticSharpe2025(sharpe, periods, shape, benchmark, autocorrelation)
  return older === undefined || newer === undefined ? undefined : Math.min(older, newer)
}

const above = (sharpe: number, benchmark: number, error: number | undefined) =>
  error === undefined ? undefined : normalCdf((sharpe - benchmark) / error)

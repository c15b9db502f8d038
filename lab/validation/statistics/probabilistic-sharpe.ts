import type { Shape } from './moments.ts'
import { normalCdf } from './normal.ts'
import { sharpeError2012, sharpeError2025 } from './sharpe-error.ts'

/**
 * Probability that the true Sharpe ratio is above `benchmark`, both per period and not annualised, from T returns. The 2012 convention:
 * standard error at the observed ratio, T − 1.
 *
 * @returns undefined for fewer than 2 returns, or where the moments leave no variance
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
 * The same by the 2025 convention: standard error where the true ratio is the benchmark, T, and returns that remember their last one.
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

/** The smaller of both: the two differ most where returns are skewed, and there it is the doubt that should win. */
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

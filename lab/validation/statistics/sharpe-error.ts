import type { Shape } from './moments.ts'

/**
 * Standard error of a Sharpe ratio from T returns. Two conventions are in use:
 *
 * - `2012`: at the observed ratio, over T − 1 (Bailey and López de Prado, "The Sharpe ratio efficient frontier",
 * 2012).
 *
 * - `2025`: at any assumed ratio, over T, with first-order autocorrelation ρ (López de Prado, Lipton and Zoonekynd,
 * "How to use the Sharpe ratio", 2025).
 *
 * @param sharpe per period, not annualised
 * @param periods number of returns, T
 * @returns standard error per period; undefined with too few returns, or if the moments give no positive variance
 */
export function sharpeError2012(sharpe: number, periods: number, shape: Shape): number | undefined {
  return periods < 2 ? undefined : root(spread(sharpe, shape) / (periods - 1))
}

/** See `sharpeError2012` for the two conventions. @param autocorrelation of first order, −1…1 */
export function sharpeError2025(
  sharpe: number,
  periods: number,
  shape: Shape,
  autocorrelation = 0,
): number | undefined {
  return periods < 1 ? undefined : root(spread(sharpe, shape, autocorrelation) / periods)
}

/** Variance of a Sharpe ratio, multiplied by the number of returns. */
export function spread(sharpe: number, { skew, rawKurtosis }: Shape, autocorrelation = 0): number {
  const r = autocorrelation
  const [once, twice] = [r / (1 - r), r ** 2 / (1 - r ** 2)]
  return 1 + 2 * once - (1 + once + twice) * skew * sharpe + (1 + 2 * twice) * ((rawKurtosis - 1) / 4) * sharpe ** 2
}

const root = (variance: number) => (variance > 0 ? Math.sqrt(variance) : undefined)

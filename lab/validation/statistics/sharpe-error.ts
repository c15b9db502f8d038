import type { Shape } from './moments.ts'

/**
 * Standard error of the Sharpe ratio of T returns, by the convention of 2012: the variance is taken at the observed
 * ratio and divided by T − 1. `sharpeError2025` follows another convention.
 *
 * @param sharpe per period, not annualised
 * @param periods number of returns, T
 * @param shape skew and raw kurtosis of the returns
 * @returns standard error per period; undefined with too few returns, or if the moments give no positive variance
 * @see Bailey and López de Prado, "The Sharpe ratio efficient frontier" (2012)
 */
export function sharpeError2012(sharpe: number, periods: number, shape: Shape): number | undefined {
  return periods < 2 ? undefined : root(spread(sharpe, shape) / (periods - 1))
}

/**
 * Standard error of the Sharpe ratio of T returns, by the convention of 2025: the variance is taken at an assumed
 * ratio, includes autocorrelation, and is divided by T.
 *
 * @param sharpe assumed ratio per period, not annualised
 * @param periods number of returns, T
 * @param shape skew and raw kurtosis of the returns
 * @param autocorrelation of first order, −1…1
 * @returns standard error per period; undefined without returns, or if the moments give no positive variance
 * @see López de Prado, Lipton and Zoonekynd, "How to use the Sharpe ratio" (2025)
 */
export function sharpeError2025(
  sharpe: number,
  periods: number,
  shape: Shape,
  autocorrelation = 0,
): number | undefined {
  return periods < 1 ? undefined : root(spread(sharpe, shape, autocorrelation) / periods)
}

/** Variance of a Sharpe ratio per period, times the number of returns. @param autocorrelation of first order, −1…1 */
export function spread(sharpe: number, { skew, rawKurtosis }: Shape, autocorrelation = 0): number {
  const r = autocorrelation
  const [once, twice] = [r / (1 - r), r ** 2 / (1 - r ** 2)]
  return 1 + 2 * once - (1 + once + twice) * skew * sharpe + (1 + 2 * twice) * ((rawKurtosis - 1) / 4) * sharpe ** 2
}

const root = (variance: number) => (variance > 0 ? Math.sqrt(variance) : undefined)

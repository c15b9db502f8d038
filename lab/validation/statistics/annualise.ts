import type { Column } from '../../market/bars.ts'

/**
 * Factor from a Sharpe ratio per period to one over q periods, for autocorrelated returns. It is √q without
 * autocorrelation.
 *
 * @param periods q
 * @param autocorrelation ρₖ at lag k = 1, 2, …
 * @see Lo, "The statistics of Sharpe ratios", 2002
 */
export function annualisation(periods: number, autocorrelation: (lag: number) => number): number {
  let sum = 0
  for (let lag = 1; lag < periods; lag++) sum += (periods - lag) * autocorrelation(lag)
  return periods / Math.sqrt(periods + 2 * sum)
}

/**
 * Sample autocorrelation at a lag, normalised by the variance of all values.
 *
 * @returns 0 if the values do not vary, or there are too few
 */
export function autocorrelation(x: Column, lag = 1): number {
  const n = x.length
  let mean = 0
  for (const value of x) mean += value / n
  let [squares, products] = [0, 0]
  for (let i = 0; i < n; i++) {
    squares += (x[i] - mean) ** 2
    if (i >= lag) products += (x[i] - mean) * (x[i - lag] - mean)
  }
  return squares > 0 ? products / squares : 0
}

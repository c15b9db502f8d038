import type { Column } from '../../market/bars.ts'

/**
 * Block lengths for a bootstrap that preserves autocorrelation, in rows: the mean for the stationary bootstrap, the
 * fixed length for the circular one.
 */
export interface BlockLength {
  readonly stationary: number
  readonly circular: number
}

/**
 * The block length that minimises the error of a bootstrapped mean.
 *
 * @param x at least 10 values
 * @throws RangeError with fewer values
 * @see Politis and White, "Automatic block-length selection", 2004, corrected by Patton, Politis and White, 2009
 */
export function optimalBlock(x: Column): BlockLength {
  const n = x.length
  if (n < 10) throw new RangeError(`${n} values: expected at least 10 to choose a block length`)
  const quiet = Math.max(5, Math.floor(Math.log10(n)))
  const most = Math.ceil(Math.sqrt(n)) + quiet
  const longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3))
  const threshold = 2 * Math.sqrt(Math.log10(n) / n)
  let mean = 0
  for (const value of x) mean += value / n
  const covariance = new Float64Array(most + 1)
  const correlation = new Float64Array(most + 1)
  for (let lag = 0; lag <= most; lag++) {
    let [sum, late, early] = [0, 0, 0]
    for (let i = lag; i < n; i++) {
      sum += (x[i] - mean) * (x[i - lag] - mean)
      if (i > lag) {
        late += (x[i] - mean) ** 2
        early += (x[i - lag - 1] - mean) ** 2
      }
    }
    covariance[lag] = sum / n
    correlation[lag] = late > 0 && early > 0 ? Math.abs(sum) / Math.sqrt(late * early) : 0
  }
  const m = Math.min(most, 2 * Math.max(1, firstSilent(correlation, quiet, threshold) ?? most / 2))
  let [g, long] = [0, covariance[0]]
  for (let lag = 1; lag <= m; lag++) {
    const weight = lag <= m / 2 ? 1 : 2 * (1 - lag / m)
    g += 2 * weight * lag * covariance[lag]
    long += 2 * weight * covariance[lag]
  }
  const length = (d: number) => Math.max(1, Math.min(longest, ((2 * g ** 2) / d) ** (1 / 3) * n ** (1 / 3)))
  return long ** 2 > 0
    ? { stationary: length(2 * long ** 2), circular: length((4 / 3) * long ** 2) }
    : { stationary: 1, circular: 1 }
}

/**
 * The first lag from which `quiet` consecutive correlations are below the threshold, counted as in the `arch` package.
 */
function firstSilent(correlation: Float64Array, quiet: number, threshold: number): number | undefined {
  for (let lag = 0; lag + quiet < correlation.length; lag++) {
    if (correlation.subarray(lag, lag + quiet).every(value => value < threshold)) return lag
  }
  return undefined
}

import type { Column } from '../market/bars.ts'

/**
 * Summary of one backtest's daily returns. The numbers are rounded to float32, so that a float32 row holds them without
 * loss. A number that cannot be computed is absent.
 */
export interface TrialSummary {
  /** Number of daily returns in the segment. */
  readonly days: number
  /** Mean daily return, a fraction; 0 without days. */
  readonly mean: number
  /** Sample standard deviation, n − 1; absent with fewer than two days. */
  readonly deviation?: number
  /**
   * Skew of the population (divisor n); absent with fewer than four days, or if the returns do not vary.
   */
  readonly skew?: number
  /** Kurtosis of the population, 3 for a normal distribution; absent like the skew. */
  readonly rawKurtosis?: number
  /**
   * Sums of the daily returns over each of 64 equal parts of the days, or over each day if there are fewer. They are
   * enough to find correlated backtests.
   *
   * Simple returns are summed, because a total loss has no logarithm and Sharpe ratios use simple returns.
   */
  readonly spans: readonly number[]
}

/** Maximum number of `spans`. */
export const spanCount = 64

/**
 * Summarises daily returns in two passes. It runs after every evaluation and takes a few microseconds.
 *
 * @param daily returns of consecutive UTC days, see `dailyReturns`
 */
export function summarise(daily: Column): TrialSummary {
  const n = daily.length
  const count = Math.min(spanCount, n)
  const spans = new Array<number>(count)
  let mean = 0
  for (let span = 0, day = 0; span < count; span++) {
    const ends = Math.floor(((span + 1) * n) / count)
    let sum = 0
    for (; day < ends; day++) sum += daily[day]
    mean += sum
    spans[span] = Math.fround(sum)
  }
  if (n === 0) return { days: 0, mean: 0, spans }
  mean /= n
  let [squares, cubes, fourths] = [0, 0, 0]
  for (let day = 0; day < n; day++) {
    const d = daily[day] - mean
    const d2 = d * d
    squares += d2
    cubes += d2 * d
    fourths += d2 * d2
  }
  const short = { days: n, mean: Math.fround(mean), spans }
  if (n < 2) return short
  const deviation = Math.fround(Math.sqrt(squares / (n - 1)))
  const variance = squares / n
  // Returns that differ by rounding errors alone count as equal.
  if (n < 4 || !(variance > (1e-12 * mean) ** 2)) return { ...short, deviation }
  const [skew, rawKurtosis] = [cubes / n / variance ** 1.5, fourths / n / variance ** 2].map(Math.fround)
  return { ...short, deviation, skew, rawKurtosis }
}

/** Sharpe ratio of the daily returns, not annualised; undefined if they do not vary. */
export const sharpeOf = ({ mean, deviation }: TrialSummary): number | undefined =>
  deviation !== undefined && deviation > 1e-6 * Math.abs(mean) ? mean / deviation : undefined

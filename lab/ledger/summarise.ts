import type { Column } from '../market/bars.ts'

/**
 * What is kept of one backtest's daily returns: a handful of float32 numbers that travels with its score, and is the same wherever it
 * arrives. What does not exist is absent.
 */
export interface TrialSummary {
  /** Daily returns in the segment. */
  readonly days: number
  readonly mean: number
  /** Sample standard deviation, n − 1; absent below two days. */
  readonly deviation?: number
  /** Population moments, raw kurtosis (3 for a normal distribution); absent below four days and where returns do not vary. */
  readonly skew?: number
  readonly rawKurtosis?: number
  /**
   * Sums of the daily returns over 64 equal parts of the days, or each day where there are fewer: enough to see which backtests were
   * lucky together. Sums of returns and not of their logarithms, since a wallet that is emptied has no logarithm, and since
   * Sharpe ratios are taken from returns.
   */
  readonly spans: readonly number[]
}

/** Parts into which a segment's days are summed. */
export const spanCount = 64

/**
 * Two passes over the days, some microseconds: it runs after every evaluation.
 *
 * @param daily returns of consecutive UTC days, as `dailyReturns` makes them
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
  // What only rounding makes vary does not vary.
  if (n < 4 || !(variance > (1e-12 * mean) ** 2)) return { ...short, deviation }
  const [skew, rawKurtosis] = [cubes / n / variance ** 1.5, fourths / n / variance ** 2].map(Math.fround)
  return { ...short, deviation, skew, rawKurtosis }
}

/** Of daily returns, not annualised, as `sharpe` gives it; undefined where they do not vary. */
export const sharpeOf = ({ mean, deviation }: TrialSummary): number | undefined =>
  deviation !== undefined && deviation > 1e-6 * Math.abs(mean) ? mean / deviation : undefined

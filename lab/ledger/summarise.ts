import type { Column } from '../market/bars.ts'

/**
 * Summary of one backtest's daily returns, as float32 numbers that travel with its score without loss. A number that
 * does not exist is absent.
 */
export interface TrialSummary {
  /** Number of daily returns in the segment. */
  readonly days: number
  readonly mean: number
  /** Sample standard deviation, n − 1; absent with fewer than two days. */
  readonly deviation?: number
  /**
   * Population moments, raw kurtosis (3 for a normal distribution); absent with fewer than four days, or if returns do
   * not vary.
   */
  readonly skew?: number
  readonly rawKurtosis?: number
  /**
   * Sums of daily returns over 64 equal parts of the days, or each day if there are fewer: enough to see which
   * backtests are correlated. Returns are summed instead of their logarithms, because an emptied account has no
   * logarithm, and because Sharpe ratios use returns.
   */
  readonly spans: readonly number[]
}

/** Number of parts whose returns are summed. */
export const spanCount = 64

/**
 * Summarises daily returns in two passes, a few microseconds, because it runs after every evaluation.
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
  // Variation by rounding errors only counts as none.
  if (n < 4 || !(variance > (1e-12 * mean) ** 2)) return { ...short, deviation }
  const [skew, rawKurtosis] = [cubes / n / variance ** 1.5, fourths / n / variance ** 2].map(Math.fround)
  return { ...short, deviation, skew, rawKurtosis }
}

/** Sharpe ratio of the daily returns, not annualised; undefined if they do not vary. */
export const sharpeOf = ({ mean, deviation }: TrialSummary): number | undefined =>
  deviation !== undefined && deviation > 1e-6 * Math.abs(mean) ? mean / deviation : undefined

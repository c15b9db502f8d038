import type { Measured } from '../measured.ts'

/** Objectives for multi-objective search. Larger is better; `undefined` if the backtest does not give the value. */
export const objectives = {
  sharpe: ({ metrics }) => metrics.sharpeAnnual,
  sortino: ({ metrics }) => metrics.sortinoAnnual,
  /** Total return, as a fraction. */
  return: ({ metrics }) => metrics.totalReturn,
  /** Deepest drawdown, negated. */
  drawdown: ({ metrics }) => -metrics.maxDrawdown,
  /** Turnover as a multiple of equity per year, negated. */
  turnover: ({ metrics }) => (metrics.turnoverAnnual === undefined ? undefined : -metrics.turnoverAnnual),
  /** R² of log equity against time, −1…+1. */
  stability: ({ daily }) => stability(daily),
  /** Number of trades. */
  trades: ({ metrics }) => metrics.trades,
  /** Fraction of the time without a position. */
  idleness: ({ metrics }) => (metrics.timeInMarket === undefined ? undefined : 1 - metrics.timeInMarket),
} as const satisfies Readonly<Record<string, (measured: Measured) => number | undefined>>

export type ObjectiveName = keyof typeof objectives
export const objectiveNames = Object.keys(objectives) as readonly ObjectiveName[]

/**
 * Steadiness of growth: R² of log equity against time, negative if the account shrank. An account that made all its
 * profit in one week scores low, however high it ended.
 */
function stability(daily: Float64Array): number | undefined {
  const n = daily.length
  if (n < 3) return undefined
  let [height, sum, squares, along] = [0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    if (!(daily[i] > -1)) return undefined
    height += Math.log1p(daily[i])
    sum += height
    squares += height * height
    along += (i - (n - 1) / 2) * height
  }
  const varied = squares - (sum * sum) / n
  const time = (n * (n * n - 1)) / 12
  return varied > 1e-18 ? (Math.sign(along) * along * along) / (varied * time) : undefined
}

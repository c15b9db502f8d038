import type { Measured } from '../measured.ts'

/** What is bred for beside others; larger is better, undefined where there is no answer. */
export const objectives = {
  sharpe: ({ metrics }) => metrics.sharpeAnnual,
  sortino: ({ metrics }) => metrics.sortinoAnnual,
  return: ({ metrics }) => metrics.totalReturn,
  /** The deepest, below zero. */
  drawdown: ({ metrics }) => -metrics.maxDrawdown,
  /** Times equity a year, below zero. */
  turnover: ({ metrics }) => (metrics.turnoverAnnual === undefined ? undefined : -metrics.turnoverAnnual),
  stability: ({ daily }) => stability(daily),
  trades: ({ metrics }) => metrics.trades,
  /** Share of the time without a position. */
  idleness: ({ metrics }) => (metrics.timeInMarket === undefined ? undefined : 1 - metrics.timeInMarket),
} as const satisfies Readonly<Record<string, (measured: Measured) => number | undefined>>

export type ObjectiveName = keyof typeof objectives
export const objectiveNames = Object.keys(objectives) as readonly ObjectiveName[]

/**
 * How straight the account grew: R² of the logarithm of equity against time, below zero where it shrank. An account that earned all it has in
 * one week is not stable, however high it ended.
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

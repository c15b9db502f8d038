import type { Metrics } from '../../backtest/metrics.ts'

/** One quality of a strategy that earns points in the fitness; about one point for a decent year. */
export interface Merit {
  /** Name of the term in the fitness. */
  readonly line: string
  /** Points earned; undefined if the metrics needed do not exist. */
  readonly points: (m: Metrics) => number | undefined
}

/**
 * The composite fitness of the earlier documented system, on its own scale 0…1, with three errors corrected:
 * - The drawdown is a positive fraction and is subtracted; there, a negative number was added.
 * - Consistency is the mean of the win rate (full at 0.5) and the profit factor (full at 3).
 * - No random numbers enter.
 */
const composite = ({ sharpeAnnual, maxDrawdown, winRate, profitFactor }: Metrics) => {
  if (sharpeAnnual === undefined || winRate === undefined) return undefined
  const consistency = (Math.min(1, 2 * winRate) + Math.min(1, (profitFactor ?? 3) / 3)) / 2
  const bounded = Math.min(1, Math.max(0, sharpeAnnual / 5))
  return 0.5 * bounded + 0.3 * Math.max(0, 1 - maxDrawdown) + 0.15 * winRate + 0.05 * consistency
}

/** Merits by name. */
export const merits = {
  sharpe: { line: 'Sharpe ratio, annual', points: m => m.sharpeAnnual },
  sortino: { line: 'Sortino ratio, annual', points: m => m.sortinoAnnual },
  calmar: { line: 'return a year over the deepest drawdown', points: m => m.calmar },
  growth: {
    line: 'logarithm of growth a year',
    points: m => (m.annualReturn === undefined || m.annualReturn <= -1 ? undefined : Math.log1p(m.annualReturn)),
  },
  'profit-factor': {
    line: 'gains over losses, beyond 1 and at most 4',
    points: m => (m.profitFactor === undefined ? undefined : Math.min(4, m.profitFactor) - 1),
  },
  expectancy: {
    line: 'mean net result of a trade over the mean cost of one',
    points: ({ expectancyUsd, trades, feesUsd, slippageUsd }) =>
      expectancyUsd === undefined || feesUsd + slippageUsd <= 0
        ? undefined
        : expectancyUsd / ((feesUsd + slippageUsd) / trades),
  },
  composite: { line: 'documented composite: Sharpe, drawdown, wins, consistency', points: composite },
} as const satisfies Readonly<Record<string, Merit>>

export type MeritName = keyof typeof merits
/** Names of all merits. */
export const meritNames = Object.keys(merits) as readonly MeritName[]

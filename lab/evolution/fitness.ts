import type { Metrics } from '../backtest/metrics.ts'
import type { Fraction } from '../market/units.ts'

export interface FitnessRules {
  /** Trades below which a result is mostly chance. */
  readonly minTrades: number
  /** Drawdown above which nobody would hold on. */
  readonly bearableDrawdown: Fraction
}

export const defaultFitness: FitnessRules = { minTrades: 60, bearableDrawdown: 0.3 }

/** What a strategy without an answer gets: below all that have one. */
export const worthless = -100

interface Line {
  readonly name: string
  readonly points: (m: Metrics, rules: FitnessRules) => number
}

/** What a strategy is bred for, line by line; points add up. A Sharpe ratio of 1 a year is one point. */
export const fitnessLines: readonly Line[] = [
  { name: 'Sharpe ratio, annual', points: m => m.sharpeAnnual as number },
  {
    name: 'drawdown beyond bearing',
    points: (m, { bearableDrawdown }) => -10 * Math.max(0, m.maxDrawdown - bearableDrawdown),
  },
  { name: 'too few trades', points: (m, { minTrades }) => -3 * Math.max(0, 1 - m.trades / minTrades) },
  { name: 'liquidated', points: m => (m.liquidations > 0 ? -20 : 0) },
]

export function fitness(m: Metrics, rules: FitnessRules): number {
  if (m.sharpeAnnual === undefined) return worthless
  let points = 0
  for (const line of fitnessLines) points += line.points(m, rules)
  return Math.max(worthless, points)
}

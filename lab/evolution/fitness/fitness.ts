import type { Metrics } from '../../backtest/metrics.ts'
import { merits } from './merits.ts'
import type { FitnessRules } from './rules.ts'

/** What a strategy without an answer gets: below all that have one. */
export const worthless = -100

/** A part of a fitness that a person can check. */
export interface FitnessLine {
  readonly name: string
  /** Added up, they are the fitness. */
  readonly points: number
  readonly why?: string
}

type Rules = Pick<FitnessRules, 'merit' | 'minTrades' | 'bearableDrawdown'>

/** What a strategy is bred for, line by line. A Sharpe ratio of 1 a year is one point. No lines: it has no answer, and is worthless. */
export function fitnessLines(
  m: Metrics,
  { merit = 'sharpe', minTrades, bearableDrawdown }: Rules,
): readonly FitnessLine[] {
  const { line, points } = merits[merit]
  const earned = points(m)
  if (earned === undefined) return []
  const percent = (x: number) => `${(100 * x).toFixed(1)} %`
  return [
    { name: line, points: earned },
    {
      name: 'drawdown beyond bearing',
      points: -10 * Math.max(0, m.maxDrawdown - bearableDrawdown),
      why: `${percent(m.maxDrawdown)}, and ${percent(bearableDrawdown)} would be borne`,
    },
    {
      name: 'too few trades',
      points: -3 * Math.max(0, 1 - m.trades / minTrades),
      why: `${m.trades}; fewer than ${minTrades} say little`,
    },
    { name: 'liquidated', points: m.liquidations > 0 ? -20 : 0, why: `${m.liquidations} times` },
  ]
}

export function fitness(m: Metrics, rules: Rules): number {
  const lines = fitnessLines(m, rules)
  if (lines.length === 0) return worthless
  return Math.max(
    worthless,
    lines.reduce((sum, { points }) => sum + points, 0),
  )
}

import type { Metrics } from '../../backtest/metrics.ts'
import { merits } from './merits.ts'
import type { FitnessRules } from './rules.ts'

/** Fitness of a backtest without a result. It is also the lower bound of every fitness. */
export const worthless = -100

/** One term of a fitness, printed so that a person can check it. */
export interface FitnessLine {
  readonly name: string
  /** The fitness is the sum of the points. */
  readonly points: number
  /** The measured value and its limit, as text; absent for the merit itself. */
  readonly why?: string
}

type Rules = Pick<FitnessRules, 'merit' | 'minTrades' | 'bearableDrawdown'>

/**
 * The terms of the fitness. An annual Sharpe ratio of 1 is worth one point. The list is empty if the metrics give no
 * result; the fitness is then `worthless`.
 */
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
      name: 'drawdown above the limit',
      points: -10 * Math.max(0, m.maxDrawdown - bearableDrawdown),
      why: `${percent(m.maxDrawdown)}, limit ${percent(bearableDrawdown)}`,
    },
    {
      name: 'too few trades',
      points: -3 * Math.max(0, 1 - m.trades / minTrades),
      why: `${m.trades}, at least ${minTrades} expected`,
    },
    { name: 'liquidated', points: m.liquidations > 0 ? -20 : 0, why: `${m.liquidations} times` },
  ]
}

/** The sum of the points of all terms, at least `worthless`. */
export function fitness(m: Metrics, rules: Rules): number {
  const lines = fitnessLines(m, rules)
  if (lines.length === 0) return worthless
  return Math.max(
    worthless,
    lines.reduce((sum, { points }) => sum + points, 0),
  )
}

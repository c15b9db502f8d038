import type { Fraction } from '../../market/units.ts'
import type { MeritName } from './merits.ts'
import type { ObjectiveName } from './objectives.ts'

/** What the fitness of a genome is computed from. */
export interface FitnessRules {
  /** What earns points; default: the Sharpe ratio. */
  readonly merit?: MeritName
  /** Minimum trades. With fewer, a result is mostly chance. */
  readonly minTrades: number
  /** Drawdown beyond which the fitness loses points, since no one would keep holding. */
  readonly bearableDrawdown: Fraction
  /** Number of equal parts of the training time, each measured on its own; default: 1. */
  readonly periods?: number
  /** Combinatorial cross-validation over groups of the training time. Excludes `periods`. Absent: none. */
  readonly crossValidation?: CrossValidation
  /** Whether each symbol is measured with an account of its own; default: one account for all. */
  readonly symbolsApart?: boolean
  /** Similar genomes that are measured too, so that a plateau is preferred to a peak. Absent: none. */
  readonly neighbours?: Neighbours
  /** How the measurements are combined; default: their mean. */
  readonly take?: Take
  /** Objectives of a Pareto search; larger is better. Absent: none. */
  readonly objectives?: readonly ObjectiveName[]
}

/**
 * Combinatorial cross-validation: the fitness is taken over every choice of `test` out of `groups` groups. Each group
 * starts after an embargo with an account of its own, so that no position reaches from one group into another.
 */
export interface CrossValidation {
  readonly groups: number
  readonly test: number
  /** Days left out at the start of each group except the first. */
  readonly embargoDays: number
}

export interface Neighbours {
  readonly count: number
  /** Fraction of each gene's range. */
  readonly radius: Fraction
}

/** How measurements are combined; `lower` is the lower quartile. */
export const takes = ['mean', 'median', 'lower', 'worst'] as const
export type Take = (typeof takes)[number]

/** The usual fitness rules. */
export const defaultFitness: FitnessRules = { minTrades: 60, bearableDrawdown: 0.3 }

/** @throws RangeError on a rule out of range, naming it */
export function requireFitness({
  minTrades,
  bearableDrawdown,
  periods = 1,
  crossValidation,
  neighbours,
  objectives = [],
}: FitnessRules): void {
  const demand = (holds: boolean, name: string, found: unknown, expected: string) => {
    if (!holds) throw new RangeError(`fitness.${name}: expected ${expected}, found ${JSON.stringify(found)}`)
  }
  demand(Number.isInteger(minTrades) && minTrades >= 1, 'minTrades', minTrades, 'a whole number of at least 1')
  demand(
    bearableDrawdown > 0 && bearableDrawdown <= 1,
    'bearableDrawdown',
    bearableDrawdown,
    'more than 0 and at most 1',
  )
  demand(
    Number.isInteger(periods) && periods >= 1 && periods <= 100,
    'periods',
    periods,
    'a whole number from 1 to 100',
  )
  if (crossValidation) {
    const { groups, test, embargoDays } = crossValidation
    demand(periods === 1, 'crossValidation', crossValidation, 'no periods beside it')
    const isWhole = [groups, test].every(Number.isInteger)
    demand(isWhole && groups >= 2 && groups <= 12, 'crossValidation.groups', groups, 'a whole number from 2 to 12')
    demand(test >= 1 && test < groups, 'crossValidation.test', test, 'at least 1 and fewer than the groups')
    demand(embargoDays >= 0 && embargoDays <= 60, 'crossValidation.embargoDays', embargoDays, 'days from 0 to 60')
  }
  if (neighbours) {
    const { count, radius } = neighbours
    demand(
      Number.isInteger(count) && count >= 1 && count <= 100,
      'neighbours.count',
      count,
      'a whole number from 1 to 100',
    )
    demand(radius > 0 && radius <= 0.5, 'neighbours.radius', radius, 'more than 0 and at most 0.5')
  }
  demand(
    objectives.length <= 8 && new Set(objectives).size === objectives.length,
    'objectives',
    objectives,
    'up to 8, each once',
  )
}

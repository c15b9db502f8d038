import type { Fraction } from '../../market/units.ts'
import type { MeritName } from './merits.ts'
import type { ObjectiveName } from './objectives.ts'

/** What a genome is bred for. */
export interface FitnessRules {
  /** What earns points; absent: the Sharpe ratio. */
  readonly merit?: MeritName
  /** Trades below which a result is mostly chance. */
  readonly minTrades: number
  /** Drawdown above which nobody would hold on. */
  readonly bearableDrawdown: Fraction
  /** Equal parts of the training time, each measured on its own; absent: it is measured whole. */
  readonly periods?: number
  /** Groups of the training time that are measured on their own and judged in every combination; absent: it is not. Instead of `periods`. */
  readonly crossValidation?: CrossValidation
  /** Whether each symbol is measured in a wallet of its own; absent: all share one. */
  readonly symbolsApart?: boolean
  /** Genomes nearby that are measured too, so that a plateau is better than a peak; absent: none. */
  readonly neighbours?: Neighbours
  /** How the measurements become one; absent: their mean. */
  readonly take?: Take
  /** Larger is better in each; bred for where the search selects by Pareto front. Absent: none. */
  readonly objectives?: readonly ObjectiveName[]
}

/**
 * Combinatorial cross-validation: fitness is taken over every choice of `test` groups out of `groups`. Each group has a wallet of its own, so
 * that no position reaches from one into another, and begins after an embargo.
 */
export interface CrossValidation {
  readonly groups: number
  readonly test: number
  /** Days left out at the start of each group but the first. */
  readonly embargoDays: number
}

export interface Neighbours {
  readonly count: number
  /** As a part of each gene's range. */
  readonly radius: Fraction
}

/** `lower` is the lower quartile. */
export const takes = ['mean', 'median', 'lower', 'worst'] as const
export type Take = (typeof takes)[number]

/** The usual fitness rules. */
export const defaultFitness: FitnessRules = { minTrades: 60, bearableDrawdown: 0.3 }

/** @throws RangeError naming the rule */
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

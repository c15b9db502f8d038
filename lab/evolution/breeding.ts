import type { Genome } from '../genome/genome.ts'
import type { Fraction } from '../market/units.ts'
import type { Plan } from './plan.ts'
import type { Score } from './score.ts'

/** What of a plan the search itself goes by; the rest is for those who evaluate. */
export type SearchPlan = Pick<Plan, 'seedNumber' | 'seeds' | 'enhancers' | 'evolve' | 'search' | 'fitness'>

/**
 * Evaluates genomes, somewhere; scores come back in the order of the genomes.
 *
 * @param share of the training time, its most recent part; absent: all of it
 */
export type Evaluate = (genomes: readonly Genome[], share?: Fraction) => Promise<readonly Score[]>

import type { Genome } from '../genome/genome.ts'
import type { Fraction } from '../market/units.ts'
import type { Plan } from './plan.ts'
import type { Score } from './score.ts'

/** The part of a plan that decides the search. The rest of the plan concerns the evaluation. */
export type SearchPlan = Pick<Plan, 'seedNumber' | 'seeds' | 'enhancers' | 'evolve' | 'search' | 'fitness'>

/**
 * Evaluates genomes, in this thread or elsewhere. Scores are in the order of the genomes.
 *
 * @param share fraction of the training time, its most recent part; absent: all of it
 */
export type Evaluate = (genomes: readonly Genome[], share?: Fraction) => Promise<readonly Score[]>

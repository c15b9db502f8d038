import type { Genome } from '../genome/genome.ts'
import type { Fraction } from '../market/units.ts'
import type { Plan } from './plan.ts'
import type { Score } from './score.ts'

/** The fields of a plan that decide which genomes are tried. The other fields concern their evaluation. */
export type SearchPlan = Pick<Plan, 'seedNumber' | 'seeds' | 'enhancers' | 'evolve' | 'search' | 'fitness'>

/**
 * Evaluates genomes, in this thread or elsewhere. Scores are in the order of the genomes.
 *
 * @param share the most recent part of the training time that is used, as a fraction; absent: all training time
 */
export type Evaluate = (genomes: readonly Genome[], share?: Fraction) => Promise<readonly Score[]>

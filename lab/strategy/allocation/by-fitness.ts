import type { Column } from '../../market/bars.ts'
import { proportional } from './proportional.ts'

/**
 * Shares in proportion to fitness, in any unit that is the same for all, such as a Sharpe ratio. A fitness that is
 * unknown or not above 0 gets no share.
 *
 * @returns ≥ 0, summing to 1; all 0 where no fitness is above 0
 */
export const byFitness = (fitness: Column): Float64Array => proportional(fitness)

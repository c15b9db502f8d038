import type { Column } from '../../market/bars.ts'
import { proportional } from './proportional.ts'

/**
 * Shares in proportion to what each has shown, in any unit that is the same for all: a Sharpe ratio, say. What has shown nothing above 0,
 * or is unknown, has no share.
 *
 * @returns ≥ 0, summing to 1, or all 0 where nothing has shown anything
 */
export const byFitness = (fitness: Column): Float64Array => proportional(fitness)

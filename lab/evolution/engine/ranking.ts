import { byFitness, type Scored } from '../generation.ts'
import { crowding } from './crowding.ts'
import type { Solution } from './domination.ts'
import { fronts } from './fronts.ts'

/** Genomes from best to worst, and the size of their Pareto front. */
export interface Ranked {
  /** Best first. */
  readonly order: readonly Scored[]
  /** Size of the Pareto front, which comes first in `order`. */
  readonly front: number
}

/** Minimum activity for a genome to be judged by its objectives. */
export interface Constraints {
  /** Minimum number of trades. With fewer, a result is mostly chance. */
  readonly minTrades: number
}

/**
 * Ranks genomes by Pareto front. Within a front, larger crowding distance ranks first (Deb's crowded comparison), then
 * fitness.
 *
 * @throws RangeError on a score without objectives, because the plan has none
 */
export function byObjectives(scored: readonly Scored[], constraints: Constraints): Ranked {
  const solutions = scored.map(one => solutionOf(one, constraints))
  const sorted = fronts(solutions)
  const order = sorted.flatMap(front => {
    const room = crowding(front.map(i => solutions[i].objectives))
    return front
      .map((i, at) => ({ one: scored[i], room: room[at] }))
      .sort((a, b) => (a.room === b.room ? byFitness(a.one, b.one) : b.room - a.room))
      .map(({ one }) => one)
  })
  return { order, front: sorted[0]?.length ?? 0 }
}

/** Objectives of a score, and its constraint violation: the number of trades missing to the minimum. */
function solutionOf({ score }: Scored, { minTrades }: Constraints): Solution {
  if (score.objectives === undefined)
    throw new RangeError(
      'selection "pareto" needs objectives, found a score without: set fitness.objectives or select by fitness',
    )
  return { objectives: score.objectives, violation: Math.max(0, minTrades - score.trades) }
}

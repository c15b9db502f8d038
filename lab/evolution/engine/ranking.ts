import { byFitness, type Scored } from '../generation.ts'
import { crowding } from './crowding.ts'
import type { Solution } from './domination.ts'
import { fronts } from './fronts.ts'

/** Genomes from the first to be a parent to the last, and how many of them nobody beats. */
export interface Ranked {
  readonly order: readonly Scored[]
  /** The first so many are the Pareto front. */
  readonly front: number
}

/** What a genome must have done to be judged by its objectives. */
export interface Constraints {
  /** Trades below which a result is mostly chance. */
  readonly minTrades: number
}

/**
 * By front, within a front by room (Deb's crowded comparison); of two alike the fitter first.
 *
 * @throws RangeError on a score without objectives: the plan has none
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

/** One that has hardly traded, or has no answer, is worse than all that have, the more so the further it is from it. */
function solutionOf({ score }: Scored, { minTrades }: Constraints): Solution {
  if (score.objectives === undefined)
    throw new RangeError(
      'selection by pareto found a score without objectives: give the plan some, or select by fitness',
    )
  return { objectives: score.objectives, violation: Math.max(0, minTrades - score.trades) }
}

import { evaluationsUntil } from '../baselines.ts'
import { spent } from '../engine/stop.ts'
import type { Generation } from '../generation.ts'

/** What a search has cost. */
export interface Cost {
  /** Backtests. */
  readonly evaluations: number
  /** Bars that they walked, of all symbols: one by the day is soon done, and one by the minute is not. */
  readonly bars: number
}

/** @param barsEach of the training time, all symbols together */
export function costOf(generations: readonly Generation[], barsEach: number): Cost {
  const evaluations = spent(generations)
  return { evaluations, bars: evaluations * barsEach }
}

export const sumOf = (costs: readonly Cost[]): Cost => ({
  evaluations: costs.reduce((sum, { evaluations }) => sum + evaluations, 0),
  bars: costs.reduce((sum, { bars }) => sum + bars, 0),
})

/** The hierarchy against one search on the last stage's bars alone. */
export interface CostComparison {
  readonly hierarchy: Cost & { readonly best: number }
  readonly flat: Cost & { readonly best: number }
  /** What the flat search had cost when it had found as much; absent where it never did. */
  readonly equal?: Cost
  /** Shares of what the flat search took to equal quality; below 0 the hierarchy took more. Absent where it never got there. */
  readonly saved?: { readonly evaluations: number; readonly bars: number }
}

/** @param barsEach that an evaluation of the flat search walks */
export function compareCosts(
  hierarchy: CostComparison['hierarchy'],
  flat: readonly Generation[],
  barsEach: number,
): CostComparison {
  const best = Math.max(...flat.map(({ population }) => population[0].score.fitness))
  const reached = evaluationsUntil(flat, hierarchy.best)
  const whole = { hierarchy, flat: { ...costOf(flat, barsEach), best } }
  if (reached === undefined) return whole
  const equal = { evaluations: reached, bars: reached * barsEach }
  return {
    ...whole,
    equal,
    saved: {
      evaluations: 1 - hierarchy.evaluations / equal.evaluations,
      bars: 1 - hierarchy.bars / equal.bars,
    },
  }
}

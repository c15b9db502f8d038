import { evaluationsUntil } from '../baselines.ts'
import { spent } from '../engine/stop.ts'
import type { Generation } from '../generation.ts'

/** Cost of a search. */
export interface Cost {
  /** Number of full evaluations, counted by `spent`. */
  readonly evaluations: number
  /** Bars processed, all symbols together. A backtest on daily bars is much cheaper than a backtest on minute bars. */
  readonly bars: number
}

/** Cost of a search. @param barsEach bars of the training time, all symbols together */
export function costOf(generations: readonly Generation[], barsEach: number): Cost {
  const evaluations = spent(generations)
  return { evaluations, bars: evaluations * barsEach }
}

export const sumOf = (costs: readonly Cost[]): Cost => ({
  evaluations: costs.reduce((sum, { evaluations }) => sum + evaluations, 0),
  bars: costs.reduce((sum, { bars }) => sum + bars, 0),
})

/** Cost of a hierarchical search beside the cost of one flat search on the last stage's bars. */
export interface CostComparison {
  /** Cost and best fitness of the hierarchical search. */
  readonly hierarchy: Cost & { readonly best: number }
  /** Cost and best fitness of the flat search. */
  readonly flat: Cost & { readonly best: number }
  /** Cost of the flat search when it first reached the hierarchy's best fitness. Absent if it never did. */
  readonly equal?: Cost
  /** Savings of the hierarchy as fractions of `equal`; negative if it cost more. Absent without `equal`. */
  readonly saved?: { readonly evaluations: number; readonly bars: number }
}

/**
 * Compares a hierarchical search with a flat one.
 *
 * @param barsEach bars that one evaluation of the flat search processes
 */
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

import { evaluationsUntil } from '../baselines.ts'
import { spent } from '../engine/stop.ts'
import type { Generation } from '../generation.ts'

/** Cost of a search. */
export interface Cost {
  /** Backtests, counted as in `spent`. */
  readonly evaluations: number
  /** Bars walked, of all symbols. A backtest on daily bars is much cheaper than one on minutes. */
  readonly bars: number
}

/** @param barsEach bars of the training time, all symbols together */
export function costOf(generations: readonly Generation[], barsEach: number): Cost {
  const evaluations = spent(generations)
  return { evaluations, bars: evaluations * barsEach }
}

export const sumOf = (costs: readonly Cost[]): Cost => ({
  evaluations: costs.reduce((sum, { evaluations }) => sum + evaluations, 0),
  bars: costs.reduce((sum, { bars }) => sum + bars, 0),
})

/** Compares the cost of a hierarchical search with one flat search on the last stage's bars. */
export interface CostComparison {
  readonly hierarchy: Cost & { readonly best: number }
  readonly flat: Cost & { readonly best: number }
  /** Cost of the flat search when it first reached the hierarchy's best fitness. Absent if it never did. */
  readonly equal?: Cost
  /** Saved shares of the hierarchy as fractions of `equal`; negative if it cost more. Absent if `equal` is. */
  readonly saved?: { readonly evaluations: number; readonly bars: number }
}

/** @param barsEach bars that one evaluation of the flat search walks */
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

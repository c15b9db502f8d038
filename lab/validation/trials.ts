import type { Scored } from '../evolution/generation.ts'
import type { History } from '../ledger/history.ts'

/** The tries behind a result, as the deflated Sharpe ratio needs them. */
export interface Trials {
  /** Distinct backtests. */
  readonly count: number
  /** Of daily Sharpe ratios without skill. */
  readonly variance: number
}

/**
 * How many tries there were, and how much their Sharpe ratios vary by luck.
 *
 * The variance is taken within each seed and pooled: that one idea suits a market better than another is no luck of the draw. It is never
 * below 1 / T, the sampling variance of a ratio whose true value is zero: a search that has converged looks alike, not lucky.
 *
 * @param days    daily returns in the segment the tries were made on
 * @param history what was ever tried there, this run among it: whoever begins again with another seed number has tried more, not anew
 */
export function trialsOf(evaluated: readonly Scored[], days: number, history?: History): Trials {
  const families = history ? history.ratios : ratiosOf(evaluated)
  let squares = 0
  let freedom = 0
  for (const ratios of families.values()) {
    const mean = ratios.reduce((a, b) => a + b, 0) / ratios.length
    for (const ratio of ratios) squares += (ratio - mean) ** 2
    freedom += ratios.length - 1
  }
  const pooled = freedom > 0 ? squares / freedom : 0
  return { count: Math.max(evaluated.length, history?.trials ?? 0), variance: Math.max(pooled, 1 / days) }
}

function ratiosOf(evaluated: readonly Scored[]): ReadonlyMap<string, readonly number[]> {
  const families = new Map<string, number[]>()
  for (const { genome, score } of evaluated) {
    if (score.sharpeDaily === undefined) continue
    const family = families.get(genome.seed) ?? []
    family.push(score.sharpeDaily)
    families.set(genome.seed, family)
  }
  return families
}

import type { Scored } from '../evolution/generation.ts'
import type { History } from '../ledger/history.ts'

/** Number and spread of trials behind a result, as the deflated Sharpe ratio needs them. */
export interface Trials {
  /** Number of distinct backtests. */
  readonly count: number
  /** Variance of daily Sharpe ratios among strategies without skill. */
  readonly variance: number
}

/**
 * Counts the trials and estimates how much their Sharpe ratios vary by luck.
 *
 * The variance is pooled within seeds, since a difference between two trading ideas is not luck. Its lower bound is 1
 * / T, the sampling variance of a Sharpe ratio whose true value is zero: a converged search has similar results, which
 * would otherwise understate luck.
 *
 * @param days number of daily returns in the segment of the trials
 * @param history all trials ever made on that data, this run included: restarting with another seed number adds to the
 * count
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

import { sharpe } from '../../backtest/sharpe.ts'
import type { TradedStrategy } from '../../genome/strategy-of.ts'
import { day } from '../../market/units.ts'
import { seen } from '../candidate.ts'
import { walkForward } from '../splits/walk-forward.ts'
import { type Overfitting, overfitting } from '../statistics/overfitting.ts'
import { atLeast, atMost, type Gate } from './gate.ts'
import { growth } from './returns.ts'

/** Findings of gate G3. Absent numbers: the trials of the search are unknown, or fewer than three can be compared. */
export interface OverfitFindings {
  /** Number of trials whose daily returns are compared. */
  readonly sampled: number
  /** Result of the cross-validation that estimates the probability of backtest overfitting (PBO). */
  readonly cscv?: Omit<Overfitting, 'logits'> & { readonly logits: readonly number[] }
  /** True if PBO is above the warning level. */
  readonly warned: boolean
  /** Walk-forward folds, oldest first. */
  readonly folds: readonly Fold[]
  /**
   * Mean annual return of the folds' winners out of sample, divided by their mean annual return in sample. Also absent
   * if the latter is not above 0.
   */
  readonly efficiency?: number
  /** Fraction of folds whose winner made a profit out of sample. */
  readonly profitable?: number
}

/** Annual returns of a fold's winner, as fractions. The winner has the highest Sharpe ratio in sample. */
interface Fold {
  readonly inSample: number
  readonly outOfSample: number
}

/** Gate G3: tests if the search's way of selecting finds results that last out of sample. */
export const overfit: Gate<OverfitFindings> = {
  id: 'G3',
  name: 'overfit',
  concern: 'The way it was selected finds results that last out of sample.',
  async find({ candidate, thresholds, measure }, onProgress) {
    const { search, costs, bred, segments } = candidate
    const none = { sampled: 0, warned: false, folds: [] }
    if (!search) return none
    const { sample, blocks, folds, pboWarn } = thresholds.overfit
    const tries = sampled(search.evaluated.map(search.strategyOf), 3 * sample)
    const { from, to } = seen(candidate)
    const found = await measure(
      [bred, ...tries].map(strategy => ({ strategy, from, to, costs })),
      onProgress,
    )
    const daily = found.map(({ daily }) => daily)
    const trained = Math.floor((segments.train.to - segments.train.from) / day)
    // Trials without a trade in training are left out, because they would dilute the ranks.
    const traders = unlike(
      daily.filter(days => sharpe(days.subarray(0, trained)) !== undefined),
      trained,
      sample,
    )
    if (traders.length < 3) return { ...none, sampled: traders.length }
    const { logits, ...cscv } = overfitting(
      traders.map(days => days.subarray(0, trained)),
      blocks,
    )
    const walked = walkForward(traders[0].length, { parts: folds, first: folds / 2, anchored: true }).map(fold => {
      const part = (days: Float64Array, [a, b]: readonly [number, number]) => days.subarray(a, b)
      const best = traders.reduce((a, b) => (ratio(part(b, fold.train)) > ratio(part(a, fold.train)) ? b : a))
      return { inSample: yearly(part(best, fold.train)), outOfSample: yearly(part(best, fold.test)) }
    })
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
    const inside = mean(walked.map(({ inSample }) => inSample))
    return {
      sampled: traders.length,
      cscv: { ...cscv, logits: [...logits] },
      warned: cscv.pbo > pboWarn,
      folds: walked,
      ...(inside > 0 && { efficiency: mean(walked.map(({ outOfSample }) => outOfSample)) / inside }),
      profitable: walked.filter(({ outOfSample }) => outOfSample > 0).length / walked.length,
    }
  },
  checks: [
    {
      check: 'probability of backtest overfitting',
      unit: 'share',
      required: t => t.overfit.pbo,
      found: f => f.cscv?.pbo,
      passes: atMost,
      say: (found, required, f) =>
        `Of ${f.cscv?.splits.toLocaleString('en-US')} ways to split the training days into halves, the winner of one half was below the median of the other in ${found}. Limit: ${required}${f.warned ? '; this is above the warning level' : ''}. The winners' mean Sharpe ratio in the other half was ${((f.cscv?.meanOutOfSample ?? 0) * Math.sqrt(365)).toFixed(2)} per year.`,
      silent: 'The other trials of the search are unknown, or too few of them traded.',
    },
    {
      check: 'walk-forward efficiency',
      unit: 'ratio',
      required: t => t.overfit.efficiency,
      found: f => f.efficiency,
      passes: atLeast,
      say: (found, required, f) =>
        `In ${f.folds.length} walk-forward folds, the best trial so far earned ${found} of its annual return in the days that followed. Required: at least ${required}.`,
      silent: 'The other trials of the search are unknown, or the best of them made no profit.',
    },
    {
      check: 'profitable folds',
      unit: 'share',
      required: t => t.overfit.profitableFolds,
      found: f => f.profitable,
      passes: atLeast,
      say: (found, required) => `Share of walk-forward folds with a profit: ${found}. Required: at least ${required}.`,
      silent: 'The other trials of the search are unknown.',
    },
  ],
}

/** Takes every n-th trial in the order of evaluation, so that the sample has early and late, bad and good trials. */
function sampled(tries: readonly TradedStrategy[], count: number): readonly TradedStrategy[] {
  const step = Math.max(1, tries.length / count)
  return Array.from({ length: Math.min(count, tries.length) }, (_, i) => tries[Math.floor(i * step)])
}

/**
 * Correlation of daily returns above which two trials count as one. A converged population is full of near copies.
 */
const alike = 0.8

/**
 * Keeps the first of each group of similar trials. Near copies of one good strategy would share the top ranks, and
 * their order would be noise: PBO is high if all trials are equally good.
 *
 * @param rows number of first days that are compared
 * @param most maximum number of trials to keep
 */
function unlike(all: readonly Float64Array[], rows: number, most: number): readonly Float64Array[] {
  const kept: { readonly days: Float64Array; readonly unit: Float64Array }[] = []
  for (const days of all) {
    const unit = standardised(days.subarray(0, rows))
    if (kept.some(other => dot(unit, other.unit) > alike)) continue
    kept.push({ days, unit })
    if (kept.length === most) break
  }
  return kept.map(({ days }) => days)
}

/** Scaled to mean 0 and length 1. */
function standardised(x: Float64Array): Float64Array {
  const mean = x.reduce((a, b) => a + b, 0) / x.length
  const length = Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0))
  return x.map(value => (value - mean) / length)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

const ratio = (days: Float64Array) => sharpe(days) ?? Number.NEGATIVE_INFINITY
const yearly = (days: Float64Array) => Math.max(-1, (1 + growth(days)) ** (365 / days.length) - 1)

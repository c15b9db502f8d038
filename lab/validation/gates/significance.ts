import { annualised, daysPerYear, sharpe } from '../../backtest/sharpe.ts'
import { autocorrelation } from '../statistics/annualise.ts'
import { deflatedSharpe, luckySharpe } from '../statistics/deflated-sharpe.ts'
import { shape } from '../statistics/moments.ts'
import { benjaminiHochberg, holm } from '../statistics/multiple-testing.ts'
import { probabilisticSharpe } from '../statistics/probabilistic-sharpe.ts'
import { atLeast, atMost, type Gate } from './gate.ts'
import { dailyOf } from './returns.ts'

/** Findings of gate G2. A value is absent when it cannot be computed, for example when returns do not vary. */
export interface SignificanceFindings {
  /** Number of trials of the search; 0 if unknown. */
  readonly tries: number
  /** Annual Sharpe ratio in training. */
  readonly sharpeAnnual?: number
  /** Expected annual Sharpe ratio of the best of as many trials without skill. */
  readonly luckyAnnual?: number
  /** Standard deviation of the annual Sharpe ratio of one trial. */
  readonly spreadAnnual?: number
  /** Deflated Sharpe ratio in training: probability that the result exceeds the luck of the best trial, 0…1. */
  readonly deflated?: number
  /** Probabilistic Sharpe ratio: probability that the Sharpe ratio is above 0, from validation, 0…1. */
  readonly probabilistic?: number
  /** Number of finalists; 0 if unknown. */
  readonly finalists: number
  /** The candidate's p-value in validation, corrected for the number of finalists by Benjamini and Hochberg. */
  readonly discoveryRate?: number
  /** The same p-value, corrected by Holm's method. */
  readonly holm?: number
}

/** G2: whether the result is more than luck. */
export const significance: Gate<SignificanceFindings> = {
  id: 'G2',
  name: 'significance',
  concern: 'It is better than luck among so many trials.',
  async find(context) {
    const { search } = context.candidate
    const { train, validation } = dailyOf(context)
    const [ratio, form] = [sharpe(train), shape(train)]
    const tries = search?.trials
    const deflated =
      tries && ratio !== undefined && form
        ? deflatedSharpe(ratio, train.length, form, tries.count, tries.variance, memory(train))
        : undefined
    const own = above(validation)
    const p = search?.finalistsDaily.map(daily => 1 - (above(daily) ?? 0)) ?? []
    const at = search?.finalists.indexOf(context.candidate.bred) ?? -1
    return {
      tries: tries?.count ?? 0,
      ...(ratio !== undefined && { sharpeAnnual: annualised(ratio, daysPerYear) }),
      ...(tries && {
        luckyAnnual: annualised(luckySharpe(tries.count, tries.variance), daysPerYear),
        spreadAnnual: annualised(Math.sqrt(tries.variance), daysPerYear),
      }),
      ...(deflated !== undefined && { deflated }),
      ...(own !== undefined && { probabilistic: own }),
      finalists: p.length,
      ...(at >= 0 && own !== undefined && { discoveryRate: benjaminiHochberg(p)[at], holm: holm(p)[at] }),
    }
  },
  checks: [
    {
      check: 'deflated Sharpe ratio',
      unit: 'share',
      required: t => t.significance.deflatedSharpe,
      found: f => f.deflated,
      passes: atLeast,
      say: (found, required, f) =>
        `Probability that the training Sharpe ratio exceeds the luck of the best of ${f.tries.toLocaleString('en-US')} trials: ${found}. Required: at least ${required}.`,
      silent: 'The number of trials is unknown, or its returns do not vary.',
    },
    {
      check: 'probabilistic Sharpe ratio',
      unit: 'share',
      required: t => t.significance.probabilisticSharpe,
      found: f => f.probabilistic,
      passes: atLeast,
      say: (found, required) =>
        `Probability that the Sharpe ratio is above zero, from validation: ${found}. Required: at least ${required}.`,
      silent: 'The returns in validation do not vary enough to say.',
    },
    {
      check: 'false discovery rate',
      unit: 'share',
      required: t => t.significance.falseDiscoveryRate,
      found: f => f.discoveryRate,
      passes: atMost,
      say: (found, required, f) =>
        `Of the ${f.finalists} finalists, an expected ${found} of those at least as good in validation are there by chance (Benjamini and Hochberg). Limit: ${required}. Holm's correction gives ${(100 * (f.holm ?? 1)).toFixed(1)} %.`,
      silent: 'The other finalists are unknown, or validation returns do not vary.',
    },
  ],
}

/**
 * First-order autocorrelation of daily returns, bounded to 0…0.9. A negative value would make a Sharpe ratio look more
 * certain, so it is set to 0.
 */
export const memory = (daily: Float64Array): number => Math.min(0.9, Math.max(0, autocorrelation(daily)))

/** Probability that the Sharpe ratio is above 0; undefined when returns do not vary. */
function above(daily: Float64Array): number | undefined {
  const [ratio, form] = [sharpe(daily), shape(daily)]
  return ratio === undefined || form === undefined
    ? undefined
    : probabilisticSharpe(ratio, daily.length, form, 0, memory(daily))
}

import { annualised, daysPerYear, sharpe } from '../../backtest/sharpe.ts'
import { autocorrelation } from '../statistics/annualise.ts'
import { deflatedSharpe, luckySharpe } from '../statistics/deflated-sharpe.ts'
import { shape } from '../statistics/moments.ts'
import { benjaminiHochberg, holm } from '../statistics/multiple-testing.ts'
import { probabilisticSharpe } from '../statistics/probabilistic-sharpe.ts'
import { atLeast, atMost, type Gate } from './gate.ts'
import { dailyOf } from './returns.ts'

export interface SignificanceFindings {
  readonly tries: number
  /** Of training, per year. */
  readonly sharpeAnnual?: number
  /** What the best of so many tries shows without skill, per year. */
  readonly luckyAnnual?: number
  /** Standard deviation of one try's ratio, per year. */
  readonly spreadAnnual?: number
  readonly deflated?: number
  readonly probabilistic?: number
  readonly finalists: number
  /** Of the candidate's p-value among those of all finalists, in validation. */
  readonly discoveryRate?: number
  readonly holm?: number
}

/** G2: whether it is more than luck. */
export const significance: Gate<SignificanceFindings> = {
  id: 'G2',
  name: 'significance',
  concern: 'It is more than the luck of the best of so many tries.',
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
        `Probability that training shows more than the luck of the best of ${f.tries.toLocaleString('en-US')} tries: ${found}; ${required} is asked for.`,
      silent: 'How often it was tried is not known, or its returns do not vary.',
    },
    {
      check: 'probabilistic Sharpe ratio',
      unit: 'share',
      required: t => t.significance.probabilisticSharpe,
      found: f => f.probabilistic,
      passes: atLeast,
      say: (found, required) =>
        `Probability that the Sharpe ratio is above zero, from days that the search was not bred on: ${found}; ${required} is asked for.`,
      silent: 'The returns in validation do not vary enough to say.',
    },
    {
      check: 'false discovery rate',
      unit: 'share',
      required: t => t.significance.falseDiscoveryRate,
      found: f => f.discoveryRate,
      passes: atMost,
      say: (found, required, f) =>
        `Of the ${f.finalists} finalists, taken together, ${found} of those as good as this one in validation would be there by chance (Benjamini and Hochberg); at most ${required} may be. Holm's correction says ${(100 * (f.holm ?? 1)).toFixed(1)} %.`,
      silent: 'Who else was considered is not known, or nothing was earned in validation.',
    },
  ],
}

/** Autocorrelation that makes a ratio less sure; one that would make it surer is not believed. */
export const memory = (daily: Float64Array): number => Math.min(0.9, Math.max(0, autocorrelation(daily)))

function above(daily: Float64Array): number | undefined {
  const [ratio, form] = [sharpe(daily), shape(daily)]
  return ratio === undefined || form === undefined
    ? undefined
    : probabilisticSharpe(ratio, daily.length, form, 0, memory(daily))
}

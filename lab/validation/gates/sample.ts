import { sharpe } from '../../backtest/sharpe.ts'
import { shape } from '../statistics/moments.ts'
import { minimumBacktestYears, minimumTrackRecord2012, minimumTrackRecord2025 } from '../statistics/track-length.ts'
import { atLeast, type Gate } from './gate.ts'
import { annualSharpe, dailyOf, tradesOf } from './returns.ts'

export interface SampleFindings {
  readonly trades: number
  readonly validationTrades: number
  readonly days: number
  /** Days that the ratio of all days would need to be believed above 0: the longer of both conventions. */
  readonly needed?: number
  readonly trainYears: number
  readonly tries: number
  /** Years below which luck alone shows such a ratio in training. */
  readonly luckyYears?: number
}

/** G1: whether there is enough to judge by. */
export const sample: Gate<SampleFindings> = {
  id: 'G1',
  name: 'sample',
  concern: 'There is enough to judge by: trades, days, and years for so many tries.',
  async find(context) {
    const { candidate, outcomes, thresholds } = context
    const { confidence } = thresholds.sample
    const { seen, train } = dailyOf(context)
    const [ratio, form, trained] = [sharpe(seen), shape(seen), annualSharpe(train)]
    const needed =
      ratio === undefined || form === undefined
        ? []
        : [minimumTrackRecord2012(ratio, form, 0, confidence), minimumTrackRecord2025(ratio, form, 0, confidence)]
    const tries = candidate.search?.trials.count
    const known = needed.filter(length => length !== undefined)
    return {
      trades: tradesOf(context).length,
      validationTrades: outcomes.validation.trades.length,
      days: seen.length,
      ...(known.length === 2 && { needed: Math.max(...known) }),
      trainYears: train.length / 365,
      tries: tries ?? 0,
      ...(tries !== undefined &&
        trained !== undefined &&
        trained > 0 && { luckyYears: minimumBacktestYears(tries, trained) }),
    }
  },
  checks: [
    {
      check: 'trades',
      unit: 'count',
      required: t => t.sample.trades,
      found: f => f.trades,
      passes: atLeast,
      say: (found, required) => `${found} trades in training and validation; fewer than ${required} would say little.`,
      silent: '',
    },
    {
      check: 'trades in validation',
      unit: 'count',
      required: t => t.sample.validationTrades,
      found: f => f.validationTrades,
      passes: atLeast,
      say: (found, required) => `${found} trades in validation; fewer than ${required} would say little.`,
      silent: '',
    },
    {
      check: 'track record',
      unit: 'times',
      required: () => 1,
      found: f => (f.needed === undefined ? undefined : f.days / f.needed),
      passes: atLeast,
      say: (found, _, f) =>
        `${f.days} days are ${found} as long as a Sharpe ratio like this needs to be believed above zero.`,
      silent: 'The Sharpe ratio is not above zero, so that no track record would be long enough.',
    },
    {
      check: 'backtest length',
      unit: 'times',
      required: () => 1,
      found: f => (f.luckyYears === undefined ? undefined : f.trainYears / f.luckyYears),
      passes: atLeast,
      say: (found, _, f) =>
        `Training is ${found} as long as the ${(f.luckyYears as number).toFixed(1)} years in which the best of ${f.tries.toLocaleString('en-US')} tries shows such a ratio by luck.`,
      silent: 'How often it was tried is not known, or training earned nothing.',
    },
  ],
}

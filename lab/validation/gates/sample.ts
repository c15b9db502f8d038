import { sharpe } from '../../backtest/sharpe.ts'
import { shape } from '../statistics/moments.ts'
import { minimumBacktestYears, minimumTrackRecord2012, minimumTrackRecord2025 } from '../statistics/track-length.ts'
import { atLeast, type Gate } from './gate.ts'
import { annualSharpe, dailyOf, tradesOf } from './returns.ts'

export interface SampleFindings {
  readonly trades: number
  readonly validationTrades: number
  readonly days: number
  /** Days needed to be confident that the Sharpe ratio is above 0: the longer of two conventions. */
  readonly needed?: number
  readonly trainYears: number
  readonly tries: number
  /** Years in which luck alone would produce the training Sharpe ratio. Training must be longer. */
  readonly luckyYears?: number
}

/** G1: whether there is enough data to judge. */
export const sample: Gate<SampleFindings> = {
  id: 'G1',
  name: 'sample',
  concern: 'There are enough trades, days and years to judge it by.',
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
      say: (found, required) => `${found} trades in training and validation. Required: at least ${required}.`,
      silent: '',
    },
    {
      check: 'trades in validation',
      unit: 'count',
      required: t => t.sample.validationTrades,
      found: f => f.validationTrades,
      passes: atLeast,
      say: (found, required) => `${found} trades in validation. Required: at least ${required}.`,
      silent: '',
    },
    {
      check: 'track record',
      unit: 'times',
      required: () => 1,
      found: f => (f.needed === undefined ? undefined : f.days / f.needed),
      passes: atLeast,
      say: (found, _, f) =>
        `${f.days} days are ${found} the track record that this Sharpe ratio needs to be above zero with confidence.`,
      silent: 'The Sharpe ratio is not above zero, so no track record would be long enough.',
    },
    {
      check: 'backtest length',
      unit: 'times',
      required: () => 1,
      found: f => (f.luckyYears === undefined ? undefined : f.trainYears / f.luckyYears),
      passes: atLeast,
      say: (found, _, f) =>
        `Training is ${found} the ${(f.luckyYears as number).toFixed(1)} years in which the best of ${f.tries.toLocaleString('en-US')} trials shows this Sharpe ratio by luck.`,
      silent: 'The number of trials is unknown, or training made no profit.',
    },
  ],
}

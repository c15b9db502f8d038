import { daysPerYear, sharpe } from '../../backtest/sharpe.ts'
import { stressed } from '../../market/fees.ts'
import { falseDiscovery } from '../statistics/false-discovery.ts'
import { shape } from '../statistics/moments.ts'
import { probabilisticSharpe } from '../statistics/probabilistic-sharpe.ts'
import { above, atLeast, atMost, type Gate } from './gate.ts'
import { annualSharpe, dailyOf } from './returns.ts'
import { memory } from './significance.ts'

export interface LockedTestFindings {
  readonly trades: number
  readonly liquidations: number
  readonly totalReturn: number
  readonly stressed: number
  readonly sharpeAnnual?: number
  /** Probability that the Sharpe ratio of validation and test together is above zero. */
  readonly unseen?: number
  readonly falseDiscovery?: number
  readonly unseenDays: number
}

/** The last gate, which uses the locked test. It runs only if every other gate has passed. */
export const lockedTest: Gate<LockedTestFindings> = {
  id: 'LT',
  name: 'locked test',
  concern: 'It is profitable on days that were never used before.',
  async find(context) {
    const { candidate, outcomes, thresholds, measure } = context
    const { test } = outcomes
    if (!test) throw new Error('the locked test needs the holdout, which is closed')
    const unseen = dailyOf(context).unseen as Float64Array
    const [ratio, form] = [sharpe(unseen), shape(unseen)]
    const { strategy, costs, segments } = candidate
    const { goodSharpe, goodShare } = thresholds.significance
    const job = { strategy, ...segments.test, costs: stressed(costs, thresholds.costs.multiple) }
    const [{ metrics: dear }] = await measure([job])
    const tested = unseen.subarray(dailyOf(context).validation.length)
    const annual = annualSharpe(tested)
    const probability =
      ratio === undefined || !form ? undefined : probabilisticSharpe(ratio, unseen.length, form, 0, memory(unseen))
    const discovery =
      ratio === undefined || !form
        ? undefined
        : falseDiscovery(ratio, unseen.length, form, {
            ...{ nullSharpe: 0, goodSharpe: goodSharpe / Math.sqrt(daysPerYear), share: goodShare },
          })
    return {
      trades: test.trades.length,
      liquidations: test.liquidations,
      totalReturn: test.equity.length > 0 ? test.equity[test.equity.length - 1] / test.cash - 1 : 0,
      stressed: dear.totalReturn,
      ...(annual !== undefined && { sharpeAnnual: annual }),
      ...(probability !== undefined && { unseen: probability }),
      ...(discovery && { falseDiscovery: discovery.observed }),
      unseenDays: unseen.length,
    }
  },
  checks: [
    {
      check: 'trades',
      unit: 'count',
      required: t => t.sample.testTrades,
      found: f => f.trades,
      passes: atLeast,
      say: (found, required) => `${found} trades in the locked test. Required: at least ${required}.`,
      silent: '',
    },
    {
      check: 'at a multiple of the costs',
      unit: 'share',
      required: () => 0,
      found: f => f.stressed,
      passes: above,
      say: found =>
        `Return in the locked test with fees, slippage and funding multiplied: ${found}. Required: above zero.`,
      silent: '',
    },
    {
      check: 'unseen Sharpe ratio',
      unit: 'share',
      required: t => t.significance.probabilisticSharpe,
      found: f => f.unseen,
      passes: atLeast,
      say: (found, required, f) =>
        `Probability that the Sharpe ratio is above zero, from ${f.unseenDays} days outside training: ${found}. Required: at least ${required}.`,
      silent: 'The returns do not vary enough to say.',
    },
    {
      check: 'observed false discovery',
      unit: 'share',
      required: t => t.significance.observedFalseDiscovery,
      found: f => f.falseDiscovery,
      passes: atMost,
      say: (found, required) =>
        `Probability that it has no skill, given how few candidates at this point have any: ${found}. Limit: ${required}.`,
      silent: 'The returns do not vary enough to say.',
    },
    {
      check: 'liquidations',
      unit: 'count',
      required: () => 0,
      found: f => f.liquidations,
      passes: atMost,
      say: found => `Liquidations in the locked test: ${found}. Limit: 0.`,
      silent: '',
    },
  ],
}

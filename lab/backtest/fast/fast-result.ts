import { day } from '../../market/units.ts'
import { type Metrics, metricsOf } from '../metrics.ts'
import { factAt } from './facts.ts'

/** Result of a fast backtest. */
export interface FastResult {
  readonly metrics: Metrics
  /** Return of each UTC day as a fraction, see `dailyReturns`. */
  readonly daily: Float64Array
}

/**
 * Converts the facts of a kernel run to metrics.
 *
 * @param facts results of the kernel, in the order of `factNames`
 * @param daily returns by UTC day, see `dailyReturns`
 * @param openTime open time of each slot, epoch ms; a slot is a time at which a bar of the market opens
 * @param cash starting cash, USD
 * @param interval length of a bar, ms
 */
export function fastResultOf(
  facts: Float64Array,
  daily: Float64Array,
  openTime: Float64Array,
  cash: number,
  interval: number,
): FastResult {
  const slots = openTime.length
  const fact = (name: keyof typeof factAt) => facts[factAt[name]]
  const perSlot = (sum: number) => (slots === 0 ? undefined : sum / slots)
  const metrics = metricsOf({
    cash,
    last: slots === 0 ? cash : fact('lastEquity'),
    days: slots === 0 ? 0 : (openTime[slots - 1] - openTime[0] + interval) / day,
    returns: daily,
    maxDrawdown: fact('deepest'),
    longestUnderWaterDays: fact('longestUnderWater') / day,
    trades: {
      count: fact('trades'),
      wins: fact('wins'),
      losses: fact('losses'),
      gainedUsd: fact('gained'),
      lostUsd: fact('lost'),
      netUsd: fact('net'),
      held: fact('holdingTime'),
      longestWinningStreak: fact('winningStreak'),
      longestLosingStreak: fact('losingStreak'),
    },
    timeInMarket: perSlot(fact('heldSlots')),
    meanGross: perSlot(fact('grossSum')),
    meanEquity: perSlot(fact('equitySum')),
    tradedUsd: fact('traded'),
    feesUsd: fact('fees'),
    slippageUsd: fact('slippage'),
    fundingUsd: fact('funding'),
    assumedFundingUsd: fact('assumedFunding'),
    liquidations: 0,
  })
  return { metrics, daily }
}

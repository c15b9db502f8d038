import type { Outcome } from '../market/outcome.ts'
import type { Trade } from '../market/trades.ts'
import { day, type Fraction, hour, type Usd } from '../market/units.ts'
import { dailyReturns } from './daily.ts'
import { longestUnderWater, maxDrawdown } from './drawdown.ts'
import { annualised, daysPerYear, deviation, mean, sharpe, sortino } from './sharpe.ts'

/** What an outcome amounts to. A number that does not exist is absent: never 0, never infinite. */
export interface Metrics {
  readonly days: number
  readonly totalReturn: Fraction
  /** Compounded to a year; absent below 30 days, where it would be a guess, and for a wallet that is gone. */
  readonly annualReturn?: Fraction
  /** Standard deviation of daily returns, × √365. */
  readonly volatilityAnnual?: Fraction
  /** Of daily returns, × √365. */
  readonly sharpeAnnual?: number
  /** Of daily returns, × √365. */
  readonly sortinoAnnual?: number
  /** Annual return over maximum drawdown. */
  readonly calmar?: number
  readonly maxDrawdown: Fraction
  readonly longestUnderWaterDays: number
  readonly trades: number
  readonly winRate?: Fraction
  /** Sum of gains over sum of losses; absent when nothing was lost. */
  readonly profitFactor?: number
  /** Mean net result of a trade. */
  readonly expectancyUsd?: Usd
  readonly meanHoldingHours?: number
  readonly longestWinningStreak: number
  readonly longestLosingStreak: number
  /** Share of closes at which something was held. */
  readonly timeInMarket?: Fraction
  /** Gross notional over equity, mean over all closes. */
  readonly meanGross?: number
  /** Notional traded in a year over mean equity. */
  readonly turnoverAnnual?: number
  readonly feesUsd: Usd
  readonly slippageUsd: Usd
  /** Negative was received. */
  readonly fundingUsd: Usd
  readonly assumedFundingUsd: Usd
  readonly liquidations: number
}

export function metrics(outcome: Outcome): Metrics {
  const { cash, time, equity, gross, trades, paid, interval, executions } = outcome
  const days = time.length === 0 ? 0 : (time[time.length - 1] - time[0] + interval) / day
  const last = time.length === 0 ? cash : equity[equity.length - 1]
  const returns = dailyReturns(outcome)
  const yearly = (perDay: number | undefined) => (perDay === undefined ? undefined : annualised(perDay, daysPerYear))
  const annualReturn = days >= 30 && last > 0 ? (last / cash) ** (daysPerYear / days) - 1 : undefined
  const deepest = maxDrawdown(cash, equity)
  const meanEquity = mean(equity)
  const traded = executions.reduce((sum, { size, price }) => sum + Math.abs(size) * price, 0)
  return existing({
    days,
    totalReturn: last / cash - 1,
    annualReturn,
    volatilityAnnual: yearly(deviation(returns)),
    sharpeAnnual: yearly(sharpe(returns)),
    sortinoAnnual: yearly(sortino(returns)),
    calmar: annualReturn !== undefined && deepest > 0 ? annualReturn / deepest : undefined,
    maxDrawdown: deepest,
    longestUnderWaterDays: longestUnderWater(cash, time, equity),
    ...tradeMetrics(trades),
    timeInMarket: mean(Float64Array.from(gross, x => (x > 0 ? 1 : 0))),
    meanGross: mean(gross),
    turnoverAnnual: meanEquity && meanEquity > 0 && days > 0 ? (traded / meanEquity) * (daysPerYear / days) : undefined,
    feesUsd: paid.feesUsd,
    slippageUsd: paid.slippageUsd,
    fundingUsd: paid.fundingUsd,
    assumedFundingUsd: paid.assumedFundingUsd,
    liquidations: outcome.liquidations,
  })
}

function tradeMetrics(trades: readonly Trade[]) {
  const net = trades.map(({ netUsd }) => netUsd)
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const gains = net.filter(usd => usd > 0)
  const losses = net.filter(usd => usd < 0)
  const n = trades.length
  return {
    trades: n,
    winRate: n > 0 ? gains.length / n : undefined,
    profitFactor: losses.length > 0 ? sum(gains) / -sum(losses) : undefined,
    expectancyUsd: n > 0 ? sum(net) / n : undefined,
    meanHoldingHours: n > 0 ? sum(trades.map(({ openedAt, closedAt }) => closedAt - openedAt)) / n / hour : undefined,
    longestWinningStreak: longestStreak(net, usd => usd > 0),
    longestLosingStreak: longestStreak(net, usd => usd < 0),
  }
}

function longestStreak(values: readonly number[], counts: (value: number) => boolean): number {
  let longest = 0
  let now = 0
  for (const value of values) {
    now = counts(value) ? now + 1 : 0
    longest = Math.max(longest, now)
  }
  return longest
}

/** Fields that are undefined are left out. */
type Existing<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
const existing = <T extends object>(record: T) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Existing<T>

import type { Outcome, Paid } from '../market/outcome.ts'
import type { Trade } from '../market/trades.ts'
import { type DurationMs, day, type Fraction, hour, type Usd } from '../market/units.ts'
import { dailyReturns } from './daily.ts'
import { longestUnderWater, maxDrawdown } from './drawdown.ts'
import { annualised, daysPerYear, deviation, mean, ratioOf, sortino } from './sharpe.ts'

/** Performance numbers of a backtest. A number that does not exist is absent, never 0 or infinite. */
export interface Metrics {
  readonly days: number
  readonly totalReturn: Fraction
  /**
   * Total return compounded to a year. Absent below 30 days, where it would be a guess, and for an account that lost
   * everything.
   */
  readonly annualReturn?: Fraction
  /** Standard deviation of daily returns, × √365. */
  readonly volatilityAnnual?: Fraction
  /** Sharpe ratio of daily returns, × √365. */
  readonly sharpeAnnual?: number
  /** Sortino ratio of daily returns, × √365. */
  readonly sortinoAnnual?: number
  /** Annual return over maximum drawdown. */
  readonly calmar?: number
  readonly maxDrawdown: Fraction
  readonly longestUnderWaterDays: number
  readonly trades: number
  readonly winRate?: Fraction
  /** Sum of gains divided by sum of losses; absent without losses. */
  readonly profitFactor?: number
  /** Mean net profit of a trade. */
  readonly expectancyUsd?: Usd
  readonly meanHoldingHours?: number
  readonly longestWinningStreak: number
  readonly longestLosingStreak: number
  /** Share of bar closes at which a position is open. */
  readonly timeInMarket?: Fraction
  /** Gross exposure (notional of all positions / equity), mean over all bar closes. */
  readonly meanGross?: number
  /** Notional traded per year divided by mean equity. */
  readonly turnoverAnnual?: number
  readonly feesUsd: Usd
  readonly slippageUsd: Usd
  /** Negative if received. */
  readonly fundingUsd: Usd
  /** The part of the funding charged at the assumed rate, because the real one is unknown. */
  readonly assumedFundingUsd: Usd
  readonly liquidations: number
}

/** The sums from which metrics are computed. Both the reference backtest and the WebAssembly kernel supply them. */
export interface Sums extends Omit<Paid, 'takeoverUsd'> {
  /** Equity before the first bar. */
  readonly cash: Usd
  /** Equity at the last close. */
  readonly last: Usd
  /** From the open of the first bar to the close of the last. */
  readonly days: number
  /** Daily returns. */
  readonly returns: Float64Array
  readonly maxDrawdown: Fraction
  readonly longestUnderWaterDays: number
  readonly trades: TradeSums
  /** Share of bar closes at which a position is open; undefined without bars. */
  readonly timeInMarket: Fraction | undefined
  /** Mean gross exposure over all bar closes; undefined without bars. */
  readonly meanGross: number | undefined
  readonly meanEquity: Usd | undefined
  /** Notional of all executions. */
  readonly tradedUsd: Usd
  readonly liquidations: number
}

/** Counts and sums over closed trades. A win is a trade with a net profit above 0, a loss one below 0. */
export interface TradeSums {
  readonly count: number
  readonly wins: number
  readonly losses: number
  /** Sum of the net profits of the wins. */
  readonly gainedUsd: Usd
  /** Sum of the net profits of the losses, 0 or negative. */
  readonly lostUsd: Usd
  readonly netUsd: Usd
  /** Sum of the holding times. */
  readonly held: DurationMs
  readonly longestWinningStreak: number
  readonly longestLosingStreak: number
}

/** Measures the result of an account: return, Sharpe ratio, drawdown, trades, costs. */
export const metrics = (outcome: Outcome): Metrics => metricsOf(sumsOf(outcome))

export function metricsOf(sums: Sums): Metrics {
  const { cash, last, days, returns, maxDrawdown, trades, meanEquity, tradedUsd } = sums
  const yearly = (perDay: number | undefined) => (perDay === undefined ? undefined : annualised(perDay, daysPerYear))
  const annualReturn = days >= 30 && last > 0 ? (last / cash) ** (daysPerYear / days) - 1 : undefined
  const { count } = trades
  const middle = mean(returns)
  const spread = deviation(returns, middle)
  return existing({
    days,
    totalReturn: last / cash - 1,
    annualReturn,
    volatilityAnnual: yearly(spread),
    sharpeAnnual: yearly(ratioOf(middle, spread)),
    sortinoAnnual: yearly(sortino(returns, middle)),
    calmar: annualReturn !== undefined && maxDrawdown > 0 ? annualReturn / maxDrawdown : undefined,
    maxDrawdown,
    longestUnderWaterDays: sums.longestUnderWaterDays,
    trades: count,
    winRate: count > 0 ? trades.wins / count : undefined,
    profitFactor: trades.losses > 0 ? trades.gainedUsd / -trades.lostUsd : undefined,
    expectancyUsd: count > 0 ? trades.netUsd / count : undefined,
    meanHoldingHours: count > 0 ? trades.held / count / hour : undefined,
    longestWinningStreak: trades.longestWinningStreak,
    longestLosingStreak: trades.longestLosingStreak,
    timeInMarket: sums.timeInMarket,
    meanGross: sums.meanGross,
    turnoverAnnual:
      meanEquity && meanEquity > 0 && days > 0 ? (tradedUsd / meanEquity) * (daysPerYear / days) : undefined,
    feesUsd: sums.feesUsd,
    slippageUsd: sums.slippageUsd,
    fundingUsd: sums.fundingUsd,
    assumedFundingUsd: sums.assumedFundingUsd,
    liquidations: sums.liquidations,
  })
}

function sumsOf(outcome: Outcome): Sums {
  const { cash, time, equity, gross, trades, paid, interval, executions, liquidations } = outcome
  return {
    ...paid,
    cash,
    last: time.length === 0 ? cash : equity[equity.length - 1],
    days: time.length === 0 ? 0 : (time[time.length - 1] - time[0] + interval) / day,
    returns: dailyReturns(outcome),
    maxDrawdown: maxDrawdown(cash, equity),
    longestUnderWaterDays: longestUnderWater(cash, time, equity),
    trades: tradeSums(trades),
    timeInMarket: mean(Float64Array.from(gross, x => (x > 0 ? 1 : 0))),
    meanGross: mean(gross),
    meanEquity: mean(equity),
    tradedUsd: executions.reduce((sum, { size, price }) => sum + Math.abs(size) * price, 0),
    liquidations,
  }
}

function tradeSums(trades: readonly Trade[]): TradeSums {
  const net = trades.map(({ netUsd }) => netUsd)
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const gains = net.filter(usd => usd > 0)
  const losses = net.filter(usd => usd < 0)
  return {
    count: trades.length,
    wins: gains.length,
    losses: losses.length,
    gainedUsd: sum(gains),
    lostUsd: sum(losses),
    netUsd: sum(net),
    held: sum(trades.map(({ openedAt, closedAt }) => closedAt - openedAt)),
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

/** T without the fields that are undefined. */
type Existing<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
function existing<T extends object>(record: T): Existing<T> {
  let lacks = false
  for (const name in record) if (record[name] === undefined) lacks = true
  if (!lacks) return record as Existing<T>
  const found: Record<string, unknown> = {}
  for (const name in record) if (record[name] !== undefined) found[name] = record[name]
  return found as Existing<T>
}

import { backtest } from '../backtest/backtest.ts'
import { annualised, daysPerYear, sharpe } from '../backtest/sharpe.ts'
import { instrumentsOf } from '../evolution/dataset.ts'
import type { Indicators } from '../indicators/memo.ts'
import type { Bars } from '../market/bars.ts'
import type { Outcome } from '../market/outcome.ts'
import { ceilTo, day, type EpochMs, epochMs, type Usd } from '../market/units.ts'
import { warmupOf } from '../strategy/exposure.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { returnsByDay } from './returns-by-day.ts'

/** Backtest of a single strategy, with daily returns that can be compared with those of other strategies. */
export interface TrackRecord {
  /** One row per UTC day of the period; NaN for days without a bar and for the warm-up. */
  readonly returns: Float64Array
  /** Annual Sharpe ratio: that of the known daily returns, times √365; absent if the returns do not vary. */
  readonly sharpeAnnual?: number
  readonly outcome: Outcome
}

/**
 * Backtests a strategy with the costs of its file. If the bars before `from` do not cover the warm-up, the backtest
 * starts at the first midnight after the warm-up, because flat days would understate the volatility.
 *
 * @param market bars of the strategy's universe, including bars before `from` for the warm-up
 * @param period from and to, UTC midnights, and the starting cash in USD
 * @throws RangeError if a symbol has no bars, or lacks a column that a seed needs
 */
export function trackRecord(
  strategy: Strategy,
  market: readonly Bars[],
  { from, to, cash }: { readonly from: EpochMs; readonly to: EpochMs; readonly cash: Usd },
  indicators: Indicators,
): TrackRecord {
  const warmup = warmupOf(strategy)
  const warm = Math.max(...market.map(({ openTime }) => openTime[warmup] ?? to))
  const begins = epochMs(Math.min(to, Math.max(from, ceilTo(warm, day))))
  const world = { cash, costs: strategy.costs, instruments: instrumentsOf(market), from: begins, to }
  const outcome = backtest(strategy, market, world, indicators)
  const returns = returnsByDay(outcome, from, to)
  const perDay = sharpe(returns.filter(Number.isFinite))
  return { returns, ...(perDay !== undefined && { sharpeAnnual: annualised(perDay, daysPerYear) }), outcome }
}

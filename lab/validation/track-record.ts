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

/** What one strategy would have earned alone, day by day, so that it can be held against others. */
export interface TrackRecord {
  /** One row for every UTC day asked for; NaN on days without a bar, and while the strategy was still warming up. */
  readonly returns: Float64Array
  /** Of the known returns, × √365; absent where they do not vary. */
  readonly sharpeAnnual?: number
  readonly outcome: Outcome
}

/**
 * Backtests a strategy with its own costs. Where the bars before `from` do not suffice to warm it up, it begins at the first midnight at which
 * they do: a flat wallet that waits for its indicators would pass for a calm one.
 *
 * @param market bars of its universe, earlier ones included
 * @param period from and to, UTC midnights
 * @throws RangeError where a symbol has no bars, or lacks a column that a seed needs
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

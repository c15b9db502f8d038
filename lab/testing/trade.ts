import { backtest } from '../backtest/backtest.ts'
import { plain } from '../indicators/memo.ts'
import type { Costs } from '../market/fees.ts'
import type { Outcome } from '../market/outcome.ts'
import { type DurationMs, epochMs, hour } from '../market/units.ts'
import type { Strategy } from '../strategy/strategy.ts'
import {
  breakout,
  breakoutWarmup,
  type CraftedOptions,
  craftedBars,
  newYear,
  quiet,
  type Row,
  syntheticInstruments,
} from './crafted.ts'

export const free: Costs = { taker: 0, maker: 0, slippage: 0, unknownFunding: 0 }

/** A bar that closes at 101, above the quiet bars before it: a breakout, filled at the next open. */
export const up: Row = [100, 101, 100, 101]
export const calm: Row = [101, 101.5, 100.5, 101]
export const calmFor = (bars: number): readonly Row[] => Array.from({ length: bars }, () => calm)

/** Row in which the entry is filled: the second one after the quiet bars. */
export const first = breakoutWarmup + 1

export type Changes = Partial<Strategy> & { readonly cash?: number }

/** Backtests a breakout strategy on quiet bars followed by the given rows, with 10,000 USD. */
export const trade = (rows: readonly Row[], changes: Changes = {}, options: CraftedOptions = {}): Outcome =>
  tradeAll([rows], changes, [options])

/** The same with several symbols in one account. */
export function tradeAll(
  rows: readonly (readonly Row[])[],
  changes: Changes,
  options: readonly CraftedOptions[] = [],
): Outcome {
  const { cash = 10_000, ...rest } = changes
  const universe = ['SYN-A', 'SYN-B'].slice(0, rows.length)
  const strategy = breakout({ universe, ...rest })
  const market = rows.map((some, k) =>
    craftedBars([...quiet(breakoutWarmup), ...some], {
      symbol: universe[k],
      interval: strategy.interval,
      ...options[k],
    }),
  )
  const to = epochMs(newYear + 1_000 * strategy.interval)
  const world = { cash, costs: strategy.costs, instruments: syntheticInstruments(universe), from: newYear, to }
  return backtest(strategy, market, world, plain)
}

export const opens = (row: number, interval: DurationMs = hour): number => newYear + row * interval

/** Time of a fill inside the bar of a row. */
export const inside = (row: number): number => opens(row + 1) - 1

export const fillsOf = ({ executions }: Outcome) => executions.map(({ reason, size, price }) => [reason, size, price])

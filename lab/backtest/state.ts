import { type Indicators, sharingMarkets } from '../indicators/memo.ts'
import { type Account, type Instruments, instrumentOf, openAccount } from '../market/account.ts'
import { type Bars, rowAt } from '../market/bars.ts'
import type { Costs } from '../market/fees.ts'
import type { Execution } from '../market/order.ts'
import type { Paid } from '../market/outcome.ts'
import { type TradeLedger, tradeLedger } from '../market/trades.ts'
import type { EpochMs, Price, Usd } from '../market/units.ts'
import type { Protection } from '../strategy/exits.ts'
import { type SignalConfig, type TargetExposure, targetExposure } from '../strategy/exposure.ts'
import { flat, type Holding } from '../strategy/holding.ts'
import type { PlannedOrder } from '../strategy/plan.ts'
import { requireColumns } from '../strategy/require-columns.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { late } from './late.ts'

/** Cash, costs, instruments and time of a backtest. */
export interface World {
  readonly cash: Usd
  readonly costs: Costs
  readonly instruments: Instruments
  /** The backtest trades on bars that open in `[from, to)`, epoch ms. Earlier bars serve as warm-up only. */
  readonly from: EpochMs
  readonly to: EpochMs
  /** Delay of every fill in bars; default: 0, the next open. */
  readonly delay?: number
}

/** The part of a strategy that a backtest needs. */
export type Backtested = SignalConfig & Pick<Strategy, 'universe'>

/** State of one symbol during a backtest. */
export interface SymbolState {
  readonly symbol: string
  readonly bars: Bars
  /** Target exposure per bar, delayed by `World.delay`. */
  readonly target: TargetExposure
  /** Row of the bar that is open, or opens next. */
  row: number
  holding: Holding
  /** Stop and target of the holding, valid until the next close. */
  levels: Protection
}

/** State of a backtest. */
export interface BacktestState {
  readonly strategy: Backtested
  readonly costs: Costs
  readonly instruments: Instruments
  /** One for each symbol, in the order of the universe. */
  readonly symbolStates: readonly SymbolState[]
  account: Account
  /** Newest price of each symbol: the open or close of its newest bar. */
  readonly marks: Map<string, Price>
  /** Orders that wait for the next open of their symbol. */
  pending: readonly PlannedOrder[]
  liquidations: number
  readonly ledger: TradeLedger
  readonly executions: Execution[]
  /** Number of orders that the venue refused, by reason. */
  readonly refused: Map<string, number>
  /** Costs so far, USD. */
  readonly paid: { -readonly [Name in keyof Paid]: Paid[Name] }
  /** One entry per close: time in epoch ms, equity in USD, gross notional / equity. */
  readonly curve: { readonly time: number[]; readonly equity: number[]; readonly gross: number[] }
}

/** Initial state of a backtest. @throws RangeError if a symbol has no bars, or lacks a column that a seed needs */
export function startState(
  strategy: Backtested,
  market: readonly Bars[],
  { cash, costs, instruments, from, delay = 0 }: World,
  indicators: Indicators,
): BacktestState {
  const universe = strategy.universe.map(symbol => {
    const bars = market.find(bars => bars.symbol === symbol)
    if (!bars) throw new RangeError(`no bars of ${symbol}, which the strategy trades`)
    requireColumns(strategy, bars)
    return bars
  })
  const shared = sharingMarkets(indicators)
  const symbolStates = universe.map(
    (bars): SymbolState => ({
      symbol: bars.symbol,
      bars,
      target: late(targetExposure(strategy, bars, universe, shared), delay),
      row: rowAt(bars, from),
      holding: flat,
      levels: {},
    }),
  )
  return {
    strategy,
    costs,
    instruments,
    symbolStates,
    account: openAccount(cash),
    marks: new Map(),
    pending: [],
    liquidations: 0,
    ledger: tradeLedger(),
    executions: [],
    refused: new Map(),
    paid: { feesUsd: 0, slippageUsd: 0, fundingUsd: 0, assumedFundingUsd: 0, takeoverUsd: 0 },
    curve: { time: [], equity: [], gross: [] },
  }
}

/** Prices of the open bar. */
export const candleOf = ({ bars, row }: SymbolState) => ({
  open: bars.open[row],
  high: bars.high[row],
  low: bars.low[row],
  close: bars.close[row],
})

/** @throws Error naming the symbol if it has no instrument */
export const instrumentIn = ({ instruments }: BacktestState, { symbol }: SymbolState) =>
  instrumentOf(instruments, symbol)

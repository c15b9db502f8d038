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

/** The world a strategy is tried in. */
export interface World {
  readonly cash: Usd
  readonly costs: Costs
  readonly instruments: Instruments
  /** Trading happens on bars that open in `[from, to)`; earlier bars only warm up. */
  readonly from: EpochMs
  readonly to: EpochMs
  /** Bars by which every decision comes late; absent: it is filled at the next open. */
  readonly delay?: number
}

/** The part of a strategy that a backtest needs. */
export type Backtested = SignalConfig & Pick<Strategy, 'universe'>

/** One symbol while the backtest walks. */
export interface SymbolState {
  readonly symbol: string
  readonly bars: Bars
  readonly target: TargetExposure
  /** Of the bar that opens next, or is open. */
  row: number
  holding: Holding
  /** What protects the holding until the next close. */
  levels: Protection
}

/** Everything that changes while a backtest walks, and what it is walked with. */
export interface BacktestState {
  readonly strategy: Backtested
  readonly costs: Costs
  readonly instruments: Instruments
  /** In the order of the universe. */
  readonly symbolStates: readonly SymbolState[]
  account: Account
  readonly marks: Map<string, Price>
  /** Orders that wait for their symbol's next open. */
  pending: readonly PlannedOrder[]
  liquidations: number
  readonly ledger: TradeLedger
  readonly executions: Execution[]
  /** Orders that the venue refused, by reason. */
  readonly refused: Map<string, number>
  readonly paid: { -readonly [Name in keyof Paid]: Paid[Name] }
  /** One entry a bar time: close in epoch ms, equity in USD, gross notional over equity. */
  readonly curve: { readonly time: number[]; readonly equity: number[]; readonly gross: number[] }
}

/** @throws RangeError where a symbol has no bars, or lacks a column that a seed needs */
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

/** The open bar's prices. */
export const candleOf = ({ bars, row }: SymbolState) => ({
  open: bars.open[row],
  high: bars.high[row],
  low: bars.low[row],
  close: bars.close[row],
})

/** @throws Error naming the symbol */
export const instrumentIn = ({ instruments }: BacktestState, { symbol }: SymbolState) =>
  instrumentOf(instruments, symbol)

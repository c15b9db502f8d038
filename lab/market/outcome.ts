import type { Column } from './bars.ts'
import type { Execution } from './order.ts'
import type { Trade } from './trades.ts'
import type { DurationMs, Usd } from './units.ts'

/** The result of trading one wallet, in a backtest or live. */
export interface Outcome {
  readonly synthetic: boolean
  readonly interval: DurationMs
  /** Equity before the first bar. */
  readonly cash: Usd
  /** Close of each bar time, epoch ms. */
  readonly time: Column
  /** Equity at each close, with open positions valued at the close. */
  readonly equity: Column
  /** Gross exposure: notional of all positions over equity, at each close; 0 when flat. */
  readonly gross: Column
  readonly executions: readonly Execution[]
  /** Closed trades, in the order in which they closed. */
  readonly trades: readonly Trade[]
  readonly paid: Paid
  /** Number of orders that the venue refused, by reason. */
  readonly refused: ReadonlyMap<string, number>
  /** 1 when the wallet was liquidated, else 0. */
  readonly liquidations: number
}

/** Costs over the whole period, including those of positions still open. */
export interface Paid {
  readonly feesUsd: Usd
  readonly slippageUsd: Usd
  /** Funding paid; negative when received. */
  readonly fundingUsd: Usd
  /** The part of the funding charged at the assumed rate, because the real one is unknown. */
  readonly assumedFundingUsd: Usd
  /** Collateral that the venue kept when it took over the positions; negative when the venue covered a loss of ours. */
  readonly takeoverUsd: Usd
}

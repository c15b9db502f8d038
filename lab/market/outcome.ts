import type { Column } from './bars.ts'
import type { Execution } from './order.ts'
import type { Trade } from './trades.ts'
import type { DurationMs, Usd } from './units.ts'

/** What happened, or would have happened, to one wallet. Backtest and runtime both end in one. */
export interface Outcome {
  readonly synthetic: boolean
  readonly interval: DurationMs
  /** Equity before the first bar. */
  readonly cash: Usd
  /** Close of each bar time, epoch ms. */
  readonly time: Column
  /** Equity at each close, open positions at the close's price. */
  readonly equity: Column
  /** Gross notional over equity at each close; 0 when flat. */
  readonly gross: Column
  readonly executions: readonly Execution[]
  /** Closed trades, in the order in which they closed. */
  readonly trades: readonly Trade[]
  readonly paid: Paid
  /** Orders that the venue refused, by reason. */
  readonly refused: ReadonlyMap<string, number>
  /** The end of the wallet, when there was one. */
  readonly liquidations: number
}

/** Costs over the whole time, those of still open positions included. */
export interface Paid {
  readonly feesUsd: Usd
  readonly slippageUsd: Usd
  /** Negative was received. */
  readonly fundingUsd: Usd
  /** The part of it that was charged at the assumed rate, because the real one is not known. */
  readonly assumedFundingUsd: Usd
  /** Collateral that the venue kept when it took over the positions; negative where it bore a loss of ours. */
  readonly takeoverUsd: Usd
}

import type { Column } from './bars.ts'
import type { Execution } from './order.ts'
import type { Trade } from './trades.ts'
import type { DurationMs, Usd } from './units.ts'

/** The result of trading one wallet, in a backtest or live. */
export interface Outcome {
  /** True if the market was simulated. */
  readonly synthetic: boolean
  /** Bar interval. */
  readonly interval: DurationMs
  /** Equity before the first bar. */
  readonly cash: Usd
  /** Close time of each bar, epoch ms. */
  readonly time: Column
  /** Equity at each close, USD. Open positions are valued at the close. */
  readonly equity: Column
  /** Gross exposure at each close: notional of all positions / equity; 0 when flat. */
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
  /** Part of `fundingUsd` that was charged at the assumed rate, for hours whose real rate is unknown. */
  readonly assumedFundingUsd: Usd
  /** Collateral that the venue kept when it took over the positions; negative if the venue covered a loss instead. */
  readonly takeoverUsd: Usd
}

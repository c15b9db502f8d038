import type { Metrics } from '../../backtest/metrics.ts'
import type { TradedStrategy } from '../../genome/strategy-of.ts'
import type { Costs } from '../../market/fees.ts'
import type { EpochMs } from '../../market/units.ts'

/** One backtest that a gate asks for. */
export interface Job {
  readonly strategy: TradedStrategy
  readonly from: EpochMs
  readonly to: EpochMs
  readonly costs: Costs
  /** Bars by which everything that is decided comes late; absent: it comes at the next open. */
  readonly delay?: number
}

/** What it amounts to. */
export interface BacktestResult {
  readonly metrics: Metrics
  /** From the end of one UTC day to the end of the next. */
  readonly daily: Float64Array
}

/** Does jobs, somewhere; what was found comes back in their order. */
export type Measure = (jobs: readonly Job[], onProgress?: (share: number) => void) => Promise<readonly BacktestResult[]>

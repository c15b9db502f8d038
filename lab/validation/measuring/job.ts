import type { Metrics } from '../../backtest/metrics.ts'
import type { TradedStrategy } from '../../genome/strategy-of.ts'
import type { Costs } from '../../market/fees.ts'
import type { EpochMs } from '../../market/units.ts'

/** One backtest that a gate needs. */
export interface Job {
  readonly strategy: TradedStrategy
  readonly from: EpochMs
  readonly to: EpochMs
  readonly costs: Costs
  /** Delay of every fill in bars; default: 0, the next open. */
  readonly delay?: number
}

/** The measured result of a backtest. */
export interface BacktestResult {
  readonly metrics: Metrics
  /** Daily returns, from the end of one UTC day to the end of the next. */
  readonly daily: Float64Array
}

/**
 * Runs jobs, in this thread or in others. Results are in the order of the jobs. `onProgress` receives the finished
 * share, 0…1.
 */
export type Measure = (jobs: readonly Job[], onProgress?: (share: number) => void) => Promise<readonly BacktestResult[]>

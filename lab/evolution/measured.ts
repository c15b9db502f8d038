import type { Metrics } from '../backtest/metrics.ts'

/** What a backtest amounts to, for those who judge it. */
export interface Measured {
  readonly metrics: Metrics
  /** From the end of one UTC day to the end of the next. */
  readonly daily: Float64Array
}

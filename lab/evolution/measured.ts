import type { Metrics } from '../backtest/metrics.ts'

/** The measured result of a backtest. */
export interface Measured {
  readonly metrics: Metrics
  /** Daily returns, from the end of one UTC day to the end of the next. */
  readonly daily: Float64Array
}

import type { Bars, Column } from '../market/bars.ts'

/** Input of the regime detectors. */
export interface View {
  /** The bars whose rows the results follow. */
  readonly bars: Bars
  /** Bars of all symbols of the market, those of `bars` included, all of the same interval. */
  readonly market: readonly Bars[]
  /** Sentiment, 0…100 for each row of `bars`, as known at its close; NaN where unknown. */
  readonly sentiment: Column
}

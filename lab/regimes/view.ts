import type { Bars, Column } from '../market/bars.ts'

/** Input of the regime detectors. */
export interface View {
  /** Bars of the symbol to classify; results have one row for each of them. */
  readonly bars: Bars
  /** Bars of all symbols of the market, those of `bars` included, all of the same interval. */
  readonly market: readonly Bars[]
  /** Sentiment, 0…100 for each row of `bars`, as known at its close; NaN where unknown. */
  readonly sentiment: Column
}

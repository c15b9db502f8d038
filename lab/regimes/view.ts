import type { Bars, Column } from '../market/bars.ts'

/** What there is to judge a market by. */
export interface View {
  /** Whose rows the regimes are told for. */
  readonly bars: Bars
  /** All symbols of the market, that of `bars` among them, on bars of the same interval. */
  readonly market: readonly Bars[]
  /** 0…100 for each row of `bars`, as known at its close; NaN where unknown. */
  readonly sentiment: Column
}

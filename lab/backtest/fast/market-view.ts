import type { Indicators } from '../../indicators/memo.ts'
import type { Bars } from '../../market/bars.ts'
import type { Address } from './kernel.ts'
import type { Candles } from './world-layout.ts'

/** One symbol, and the rows of it that are traded. */
export interface MarketView {
  readonly bars: Bars
  readonly candles: Candles
  readonly indicators: Indicators
  /** First row that is traded, and the row behind the last. */
  readonly from: number
  readonly to: number
  /** Row before which nothing is wanted. */
  readonly warm: number
  /** Mean true range that exits measure by, 0 where none does. */
  readonly range: Address
  /** Where the list of changes goes: see `kernel/exposure-changes.as`. */
  readonly list: Address
}

import type { Indicators } from '../../indicators/memo.ts'
import type { Bars } from '../../market/bars.ts'
import type { Address } from './kernel.ts'
import type { Candles } from './world-layout.ts'

/** One symbol and its traded rows. */
export interface MarketView {
  readonly bars: Bars
  readonly candles: Candles
  readonly indicators: Indicators
  /** First traded row, and the row after the last. */
  readonly from: number
  readonly to: number
  /** First row after warm-up; exposure is 0 before it. */
  readonly warm: number
  /** Address of the mean true range used by exits; 0 if none uses it. */
  readonly range: Address
  /** Address of the list of changes, see `kernel/exposure-changes.as`. */
  readonly list: Address
}

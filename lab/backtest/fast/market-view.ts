import type { Indicators } from '../../indicators/memo.ts'
import type { Bars } from '../../market/bars.ts'
import type { Address } from './kernel.ts'
import type { Candles } from './world-layout.ts'

/** One symbol of a backtest: its bars, its traded rows, and where the kernel keeps its data. */
export interface MarketView {
  readonly bars: Bars
  readonly candles: Candles
  readonly indicators: Indicators
  /** First traded row. */
  readonly from: number
  /** Row after the last traded one. */
  readonly to: number
  /** First row after warm-up; exposure is 0 before it. */
  readonly warm: number
  /** Address of the column of mean true ranges that exits use; 0 if no exit uses it. */
  readonly range: Address
  /** Address of the list of exposure changes, see `kernel/exposure-changes.as`. */
  readonly list: Address
}

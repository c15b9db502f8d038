import { type Bars, rowAt } from '../../market/bars.ts'
import { day } from '../../market/units.ts'

/**
 * Daily values of one asset over the last whole UTC days before a time, one row a day, oldest first. For the same time and
 * count, a row is the same day for every asset.
 */
export interface Days {
  /** Price at the end of the day; NaN when the bar that ends there is missing. */
  readonly close: Float64Array
  /** Sum of close · volume over the day's bars; NaN without bars. */
  readonly volumeUsd: Float64Array
}

/** Daily values of an asset. @param count number of days, the last of which ended at or before `at` */
export function daysUntil(bars: Bars, at: number, count: number): Days {
  const start = Math.floor(at / day) * day - count * day
  const close = new Float64Array(count).fill(Number.NaN)
  const volumeUsd = new Float64Array(count).fill(Number.NaN)
  const { openTime, interval } = bars
  for (let i = rowAt(bars, start); i < openTime.length; i++) {
    const row = Math.floor((openTime[i] - start) / day)
    if (row >= count) break
    const usd = bars.close[i] * bars.volume[i]
    volumeUsd[row] = Number.isNaN(volumeUsd[row]) ? usd : volumeUsd[row] + usd
    if (openTime[i] + interval === start + (row + 1) * day) close[row] = bars.close[i]
  }
  return { close, volumeUsd }
}

/** Log return of each day against the day before: one row fewer than `close`, NaN where either close is missing. */
export const dailyReturns = ({ close }: Pick<Days, 'close'>): Float64Array =>
  Float64Array.from({ length: Math.max(0, close.length - 1) }, (_, i) => Math.log(close[i + 1] / close[i]))

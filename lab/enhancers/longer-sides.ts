import type { Bars } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { floorTo } from '../market/units.ts'

/**
 * On which side of its mean the newest closed bar of a longer interval closed, as known at the close of each bar. Longer bars are those
 * of `resample`: aligned to the epoch, and none without all of its rows.
 *
 * @param factor bars of which a longer one is made
 * @param period longer bars in the mean, the newest among them
 * @returns −1 under the mean, 0 at it, +1 above; NaN where one of the last `period` longer bars, by the clock, is missing
 */
export function longerSides(
  { openTime, interval, close }: Pick<Bars, 'openTime' | 'interval' | 'close'>,
  factor: number,
  period: number,
): Float64Array {
  const length = factor * interval
  /** The last `period` longer bars that there are, the newest last. */
  const last: { readonly end: number; readonly close: number }[] = []
  let side = Number.NaN
  return rowByRow(openTime, (open, i) => {
    const now = open + interval
    const end = floorTo(now, length)
    if (now === end && openTime[i - factor + 1] === end - length) {
      last.push({ end, close: close[i] })
      if (last.length > period) last.shift()
      // Of the window alone, no running sum: the same to the last digit wherever history begins.
      side = Math.sign(last.reduce((sum, longer) => sum + (close[i] - longer.close), 0))
    }
    const oldest = end - (period - 1) * length
    return last.length === period && last[0].end === oldest && last[period - 1].end === end ? side : Number.NaN
  })
}

import type { Bars } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { floorTo } from '../market/units.ts'

/**
 * Side of the moving average on which the newest closed bar of a longer interval closed, as known at each bar's close.
 *
 * Longer bars are those of `resample`: aligned to the epoch, and missing when any of their bars is missing.
 *
 * @param factor number of bars in one longer bar
 * @param period number of longer bars in the mean, including the newest
 * @returns −1 below the mean, 0 at it, +1 above; NaN where one of the last `period` longer bars is missing
 */
export function longerSides(
  { openTime, interval, close }: Pick<Bars, 'openTime' | 'interval' | 'close'>,
  factor: number,
  period: number,
): Float64Array {
  const length = factor * interval
  /** The last `period` longer bars without the missing ones, newest last. */
  const last: { readonly end: number; readonly close: number }[] = []
  let side = Number.NaN
  return rowByRow(openTime, (open, i) => {
    const now = open + interval
    const end = floorTo(now, length)
    if (now === end && openTime[i - factor + 1] === end - length) {
      last.push({ end, close: close[i] })
      if (last.length > period) last.shift()
      // Each window is summed anew: rounding errors of a running sum would depend on the start of the history.
      side = Math.sign(last.reduce((sum, longer) => sum + (close[i] - longer.close), 0))
    }
    const oldest = end - (period - 1) * length
    return last.length === period && last[0].end === oldest && last[period - 1].end === end ? side : Number.NaN
  })
}

import type { Bars, Column } from '../market/bars.ts'

/** Maximum number of consecutive market rows without a bar over which a symbol's return is still computed. */
export const silence = 12

/**
 * The same bars with close and volume NaN in the first bar, and in each first bar after more than `silence` missing
 * rows. No return then spans a long silence, which would need more history than the warm-up provides.
 *
 * A time at which no symbol has a bar does not count as a missing row.
 *
 * @param timeline all times at which a bar of the market opens, strictly increasing
 */
export function afterSilence(bars: Bars, timeline: Column): Bars {
  const [close, volume] = [Float64Array.from(bars.close), Float64Array.from(bars.volume)]
  let last = Number.NEGATIVE_INFINITY
  for (let row = 0, at = 0; row < close.length; row++) {
    while (timeline[at] < bars.openTime[row]) at++
    if (at - last - 1 > silence) close[row] = volume[row] = Number.NaN
    last = at
  }
  return { ...bars, close, volume }
}

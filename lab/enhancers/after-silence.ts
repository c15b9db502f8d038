import type { Bars, Column } from '../market/bars.ts'

/** Number of consecutive market rows that a symbol may miss and still be compared with its last bar. */
export const silence = 12

/**
 * The same bars with close and volume set to NaN in the very first bar and in each first bar after a long silence, so
 * that no return spans the silence. Otherwise that return would reach back further than any warm-up. A row in which no
 * symbol has a bar does not count as silence.
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

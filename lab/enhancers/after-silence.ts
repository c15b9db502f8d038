import type { Bars, Column } from '../market/bars.ts'

/** Rows of its market that a symbol may miss and still be compared with its last bar. */
export const silence = 12

/**
 * The same bars, the first one after a long silence unknown, and the very first: a symbol that comes back begins anew. Otherwise its first
 * return would reach back as far as it was away, beyond any warm-up. An hour in which no symbol has a bar silences none.
 *
 * @param timeline every time at which a bar of the market opens, strictly increasing
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

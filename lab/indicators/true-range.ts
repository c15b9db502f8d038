import type { Column } from '../market/bars.ts'
import { requireEqualLengths } from './lengths.ts'
import { runs } from './runs.ts'

/**
 * True range: the range of the bar, extended to include the previous close, so that gaps count. The first bar has no
 * previous close; its true range is high − low.
 *
 * @param high  price
 * @param low   price, ≤ high
 * @param close price
 * @returns price, ≥ 0; first defined row: 0
 * @see Wilder, "New Concepts in Technical Trading Systems" (1978), section III
 */
export function trueRange(high: Column, low: Column, close: Column): Float64Array {
  requireEqualLengths('trueRange', { high, low, close })
  const out = new Float64Array(high.length).fill(Number.NaN)
  for (const [from, to] of runs(1, high, low, close)) {
    out[from] = high[from] - low[from]
    for (let i = from + 1; i < to; i++) {
      const before = close[i - 1]
      out[i] = Math.max(high[i], before) - Math.min(low[i], before)
    }
  }
  return out
}

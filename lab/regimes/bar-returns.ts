import type { Bars } from '../market/bars.ts'

/**
 * Log return of each bar's close since the previous bar. Where bars are missing in between, the return is divided by
 * the square root of the number of intervals that it spans, as the moves of a random walk grow with the square root of
 * time. Otherwise a gap in the data would look like high volatility.
 *
 * @returns one value per bar; NaN where a close is invalid; first defined row: 1
 */
export function barReturns({ openTime, interval, close }: Pick<Bars, 'openTime' | 'interval' | 'close'>): Float64Array {
  const out = new Float64Array(close.length).fill(Number.NaN)
  for (let i = 1; i < out.length; i++) {
    const intervals = (openTime[i] - openTime[i - 1]) / interval
    const factor = close[i] / close[i - 1]
    if (factor > 0 && factor < Infinity) out[i] = Math.log(factor) / Math.sqrt(intervals)
  }
  return out
}

import type { Column } from '../market/bars.ts'
import { requireBars } from './period.ts'
import { runs } from './runs.ts'

/**
 * Linearly weighted moving average. The newest value has weight `period`, the value before it `period − 1`, and the
 * oldest 1.
 *
 * It sums differences in blocks, like `sma`. So rounding errors do not accumulate, and the result is exact for a
 * constant price.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @returns in the unit of x; first defined row: period − 1
 * @see Kaufman, "Trading Systems and Methods", chapter 7
 */
export function wma(x: Column, period: number): Float64Array {
  requireBars('wma: period', period)
  const out = new Float64Array(x.length).fill(Number.NaN)
  const weights = (period * (period + 1)) / 2
  for (const [from, to] of runs(period, x)) {
    const tail = new Float64Array(period)
    let last = 0
    for (let start = from; start < to; start += period) {
      const end = Math.min(start + period, to)
      const first = x[start]
      let head = 0
      let weighted = 0
      for (let i = start; i < end; i++) {
        const distance = x[i] - first
        head += distance
        weighted += (i - start + 1) * distance
        const older = start + period - 1 - i
        if (i - from < period - 1) continue
        const oldWeights = (older * (older + 1)) / 2
        out[i] = first + (older * head + weighted + tail[older] + oldWeights * (last - first)) / weights
      }
      if (end === to) break
      last = x[end - 1]
      let sum = 0
      for (let a = 1; a < period; a++) {
        // Adding one older row gives it weight 1 and raises the weight of every later row by 1.
        sum += x[end - a] - last
        tail[a] = tail[a - 1] + sum
      }
    }
  }
  return out
}

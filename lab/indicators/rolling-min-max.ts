import type { Column } from '../market/bars.ts'
import { requireBars } from './period.ts'
import { runs } from './runs.ts'

/**
 * The smallest of the last `period` values.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @returns in the unit of x; first defined row: period − 1
 */
export function rollingMin(x: Column, period: number): Float64Array {
  requireBars('rollingMin: period', period)
  return extreme(x, period, -1)
}

/**
 * The largest of the last `period` values.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @returns in the unit of x; first defined row: period − 1
 */
export function rollingMax(x: Column, period: number): Float64Array {
  requireBars('rollingMax: period', period)
  return extreme(x, period, 1)
}

/**
 * A queue holds the rows that may still become the extreme, best first. A row leaves it when a better row follows, so
 * the work is O(n) for any period.
 */
function extreme(x: Column, period: number, sign: 1 | -1): Float64Array {
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (const [from, to] of runs(period, x)) {
    const candidates = new Int32Array(to - from)
    let head = 0
    let tail = 0
    for (let i = from; i < to; i++) {
      while (tail > head && sign * x[candidates[tail - 1]] <= sign * x[i]) tail--
      candidates[tail++] = i
      if (candidates[head] <= i - period) head++
      if (i - from >= period - 1) out[i] = x[candidates[head]]
    }
  }
  return out
}

import type { Column } from '../market/bars.ts'
import { requireBars } from './period.ts'
import { runs } from './runs.ts'

/**
 * Simple return over `period` rows: 0.01 when the value grew by 1 %.
 *
 * @param x      column of positive values; a return from a value ≤ 0 is NaN
 * @param period bars, an integer ≥ 1
 * @returns fraction; first defined row: period
 */
export function simpleReturns(x: Column, period: number): Float64Array {
  requireBars('simpleReturns: period', period)
  return overRatio(x, period, ratio => ratio - 1)
}

/**
 * Log return over `period` rows: ln(x / x before). Log returns add up over time, simple returns do not.
 *
 * @param x      column of positive values; a return from or to a value ≤ 0 is NaN
 * @param period bars, an integer ≥ 1
 * @returns natural logarithm of the growth factor; first defined row: period
 */
export function logReturns(x: Column, period: number): Float64Array {
  requireBars('logReturns: period', period)
  return overRatio(x, period, ratio => (ratio > 0 ? Math.log(ratio) : Number.NaN))
}

function overRatio(x: Column, period: number, toReturn: (ratio: number) => number): Float64Array {
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (const [from, to] of runs(period + 1, x)) {
    for (let i = from + period; i < to; i++) if (x[i - period] > 0) out[i] = toReturn(x[i] / x[i - period])
  }
  return out
}

import type { Column } from '../market/bars.ts'
import { exponential } from './exponential.ts'
import { requireBars } from './period.ts'

/**
 * Wilder's moving average (also RMA, SMMA): exponential with α = 1 / period, started from the mean of the first
 * `period` values.
 *
 * The start value keeps some weight in all later rows: after 21 · period further rows, a billionth is left.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @returns in the unit of x; first defined row: period − 1
 * @see Wilder, "New Concepts in Technical Trading Systems" (1978)
 */
export function wilder(x: Column, period: number): Float64Array {
  requireBars('wilder: period', period)
  return exponential(x, period, 1 / period)
}

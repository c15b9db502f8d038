import type { Column } from '../market/bars.ts'
import { exponential } from './exponential.ts'
import { requireBars } from './period.ts'

/**
 * Exponential moving average, α = 2 / (period + 1), started from the mean of the first `period` values.
 *
 * The weight of the start value never reaches 0: after 10.5 · (period + 1) further rows, a billionth of it is left.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @returns in the unit of x; first defined row: period − 1
 * @see Murphy, "Technical Analysis of the Financial Markets", chapter 9; the start is that of TA-Lib
 */
export function ema(x: Column, period: number): Float64Array {
  requireBars('ema: period', period)
  return exponential(x, period, 2 / (period + 1))
}

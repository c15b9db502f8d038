import type { Column } from '../market/bars.ts'
import { requireEqualLengths } from './lengths.ts'
import { requireBars } from './period.ts'
import { trueRange } from './true-range.ts'
import { wilder } from './wilder.ts'

/**
 * Average true range: Wilder's moving average of the true range.
 *
 * @param high   price
 * @param low    price, ≤ high
 * @param close  price
 * @param period bars, an integer ≥ 1
 * @returns price, ≥ 0; first defined row: period − 1, because the true range of the very first bar is its high − low
 * @see Wilder, "New Concepts in Technical Trading Systems" (1978), section III
 */
export function atr(high: Column, low: Column, close: Column, period: number): Float64Array {
  requireBars('atr: period', period)
  requireEqualLengths('atr', { high, low, close })
  return wilder(trueRange(high, low, close), period)
}

import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireEqualLengths } from './lengths.ts'
import { requireBars } from './period.ts'
import { rollingMax, rollingMin } from './rolling-min-max.ts'

/**
 * Donchian channel: the highest high and the lowest low of the last `period` bars, and their middle.
 *
 * The window includes the current bar, so a close is never outside the channel of its own row. A breakout is a close
 * outside the channel of the previous row.
 *
 * @param high   price
 * @param low    price, ≤ high
 * @param period bars, an integer ≥ 1; 20 by its author
 * @returns three price columns; first defined row: period − 1
 * @see Donchian's four-week rule; Kaufman, "Trading Systems and Methods", chapter 5
 */
export function donchian(high: Column, low: Column, period: number) {
  requireBars('donchian: period', period)
  requireEqualLengths('donchian', { high, low })
  const upper = rollingMax(high, period)
  const lower = rollingMin(low, period)
  return { lower, middle: rowByRow(upper, (top, i) => (top + lower[i]) / 2), upper }
}

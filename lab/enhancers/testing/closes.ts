import { type Bars, type Column, makeBars } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { newYear } from '../../testing/crafted.ts'

/** Hourly bars with these closes and open times; no bar where a close is NaN. */
export function closesAt(symbol: string, openTime: Column, close: ArrayLike<number>): Bars {
  const rows = Array.from(openTime, (_, row) => row).filter(row => Number.isFinite(close[row]))
  const column = Float64Array.from(rows, row => close[row])
  return makeBars({
    ...{ symbol, interval: hour, venue: 'made up', synthetic: true },
    openTime: Float64Array.from(rows, row => openTime[row]),
    ...{ open: column, high: column, low: column, close: column, volume: new Float64Array(rows.length).fill(1) },
  })
}

/**
 * Hourly bars with these closes, from New Year 2024 on. A day begins there, and so does a longer bar of any length that
 * divides a day.
 */
export const hourly = (symbol: string, close: ArrayLike<number>): Bars =>
  closesAt(
    symbol,
    Float64Array.from(close, (_, row) => newYear + row * hour),
    close,
  )

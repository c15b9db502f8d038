import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireBars } from './period.ts'
import { rollingComoment } from './rolling-comoment.ts'
import { sma } from './sma.ts'

/**
 * Bollinger bands: the simple mean of the last `period` values, and bands `width` standard deviations above and below.
 * As Bollinger defines it, the standard deviation is that of the population (divisor period, ddof 0).
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 2; 20 by its author
 * @param width  standard deviations, ≥ 0; 2 by its author
 * @returns three columns in the unit of x; first defined row: period − 1
 * @see Bollinger, "Bollinger on Bollinger Bands" (2001), chapter 7
 */
export function bollinger(x: Column, period: number, width: number) {
  requireBars('bollinger: period', period, 2)
  if (!(width >= 0 && width < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`bollinger: width is ${width}, expected standard deviations ≥ 0`)
  }
  const middle = sma(x, period)
  const reach = rowByRow(rollingComoment(x, x, period), squares => width * Math.sqrt(squares / period))
  return {
    lower: rowByRow(middle, (mean, i) => mean - reach[i]),
    middle,
    upper: rowByRow(middle, (mean, i) => mean + reach[i]),
  }
}

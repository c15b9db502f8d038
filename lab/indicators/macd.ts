import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { ema } from './ema.ts'
import { requireBars } from './period.ts'

/**
 * Moving average convergence/divergence: `macd` is the fast average minus the slow one, `signal` the average of `macd`,
 * and `histogram` is `macd` minus `signal`. All averages are exponential and start from the mean of their first window.
 *
 * @param x      column in any unit
 * @param fast   bars, an integer ≥ 1; Appel uses 12
 * @param slow   bars, an integer > fast; Appel uses 26
 * @param signal bars, an integer ≥ 1; Appel uses 9
 * @returns three columns in the unit of x; first defined row of macd: slow − 1, of the others: slow + signal − 2
 * @see Appel, "Technical Analysis: Power Tools for Active Investors" (2005), chapter 8
 */
export function macd(x: Column, fast: number, slow: number, signal: number) {
  requireBars('macd: fast', fast)
  requireBars('macd: slow', slow, fast + 1)
  requireBars('macd: signal', signal)
  const quick = ema(x, fast)
  const calm = ema(x, slow)
  const line = rowByRow(quick, (value, i) => value - calm[i])
  const average = ema(line, signal)
  return { macd: line, signal: average, histogram: rowByRow(line, (value, i) => value - average[i]) }
}

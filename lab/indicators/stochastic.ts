import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { donchian } from './donchian.ts'
import { requireEqualLengths } from './lengths.ts'
import { requireBars } from './period.ts'
import { sma } from './sma.ts'

/**
 * Stochastic oscillator: where the close lies between the lowest low (0) and the highest high (100) of the last bars.
 *
 * The window has `period` bars; the position is 50 where the price did not move in it. `k` is the simple mean of the
 * position over `slowing` bars, and `d` is the simple mean of `k` over `signal` bars.
 *
 * @param high    price
 * @param low     price, ≤ high
 * @param close   price
 * @param period  bars, an integer ≥ 1; 14 is usual
 * @param slowing bars, an integer ≥ 1; 1 gives the fast stochastic, 3 the slow one
 * @param signal  bars, an integer ≥ 1; 3 is usual
 * @returns two columns 0…100; first defined row of k: period + slowing − 2, of d: period + slowing + signal − 3
 * @see Lane, "Lane's Stochastics", Technical Analysis of Stocks & Commodities 2:3 (1984)
 */
export function stochastic(high: Column, low: Column, close: Column, period: number, slowing: number, signal: number) {
  requireBars('stochastic: period', period)
  requireBars('stochastic: slowing', slowing)
  requireBars('stochastic: signal', signal)
  requireEqualLengths('stochastic', { high, low, close })
  const { lower, upper } = donchian(high, low, period)
  const position = rowByRow(upper, (top, i) => {
    const range = top - lower[i]
    return range === 0 ? 50 : 100 * ((close[i] - lower[i]) / range)
  })
  const k = sma(position, slowing)
  return { k, d: sma(k, signal) }
}

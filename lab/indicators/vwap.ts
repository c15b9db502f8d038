import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireEqualLengths } from './lengths.ts'
import { requireBars } from './period.ts'
import { rollingSum } from './rolling-sum.ts'
import { runs } from './runs.ts'

/**
 * Volume-weighted average price of the last `period` bars, each bar counted at its typical price (high + low + close) /
 * 3. The average rolls, because a market that never closes has no session to start from.
 *
 * @param high   price
 * @param low    price, ≤ high
 * @param close  price
 * @param volume base units, ≥ 0
 * @param period bars, an integer ≥ 1
 * @returns price; NaN where nothing traded in the window; first defined row: period − 1
 * @see Berkowitz, Logue and Noser (1988), "The total cost of transactions on the NYSE"
 */
export function vwap(high: Column, low: Column, close: Column, volume: Column, period: number): Float64Array {
  requireBars('vwap: period', period)
  requireEqualLengths('vwap', { high, low, close, volume })
  const turnover = new Float64Array(high.length).fill(Number.NaN)
  for (const [from, to] of runs(period, high, low, close, volume)) {
    for (let i = from; i < to; i++) turnover[i] = ((high[i] + low[i] + close[i]) / 3) * volume[i]
  }
  const traded = rollingSum(volume, period)
  // Without trades this is 0 / 0, which is NaN: there was no price.
  return rowByRow(rollingSum(turnover, period), (money, i) => money / traded[i])
}

import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireEqualLengths } from './lengths.ts'
import { requireBars } from './period.ts'
import { runs } from './runs.ts'

/**
 * Volume-weighted standard deviation of the price over the last `period` bars, around their volume-weighted average
 * price. Each bar counts with its typical price (high + low + close) / 3 and its volume. Population form: the divisor
 * is the total volume.
 *
 * Each window is summed from scratch, in two passes over differences from its oldest bar. Bars before the window
 * therefore have no effect, and a constant price has a deviation of exactly 0.
 *
 * @param high   price
 * @param low    price, ≤ high
 * @param close  price
 * @param volume base units, ≥ 0
 * @param period bars, an integer ≥ 1
 * @returns price, ≥ 0; NaN where nothing traded in the window; first defined row: period − 1
 * @see statsmodels.stats.weightstats.DescrStatsW, ddof 0
 */
export function vwapDeviation(high: Column, low: Column, close: Column, volume: Column, period: number): Float64Array {
  requireBars('vwapDeviation: period', period)
  requireEqualLengths('vwapDeviation', { high, low, close, volume })
  const typical = rowByRow(close, (last, i) => (high[i] + low[i] + last) / 3)
  const out = new Float64Array(close.length).fill(Number.NaN)
  for (const [from, to] of runs(period, high, low, close, volume)) {
    for (let i = from + period - 1; i < to; i++) out[i] = deviation(typical, volume, i + 1 - period, i + 1)
  }
  return out
}

function deviation(x: Column, weights: Column, from: number, to: number): number {
  let [weight, distances, squares] = [0, 0, 0]
  for (let i = from; i < to; i++) {
    weight += weights[i]
    distances += weights[i] * (x[i] - x[from])
  }
  const mean = distances / weight
  for (let i = from; i < to; i++) {
    const apart = x[i] - x[from] - mean
    squares += weights[i] * (apart * apart)
  }
  return Math.sqrt(squares / weight)
}

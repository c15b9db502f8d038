import type { CandleRow } from '../../../market/records.ts'
import { inOrder, type Tick } from './trade.ts'

type Figures = Pick<CandleRow, 't' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'vwap' | 'trades'>

/** Reference bars: a plain search finds the trades of each interval. Sums are exact fractions, rounded once. */
export function plainBars(ticks: readonly Tick[], interval: number): readonly Figures[] {
  const starts = new Set(ticks.map(({ t }) => t - (t % interval)))
  return [...starts]
    .sort((a, b) => a - b)
    .map(start => {
      const own = inOrder(ticks.filter(({ t }) => t >= start && t < start + interval))
      const prices = own.map(({ price }) => price)
      const [high, low] = [Math.max(...prices), Math.min(...prices)]
      const volume = exactSum(own.map(({ size }) => size))
      return {
        t: start as CandleRow['t'],
        open: prices[0],
        high,
        low,
        close: prices[prices.length - 1],
        volume,
        // Rounding may move the mean's last digit out of the range.
        vwap: Math.min(high, Math.max(low, exactSum(own.map(({ price, size }) => price * size)) / volume)),
        trades: own.length,
      }
    })
}

const denominator = 2n ** 80n

/** The float64 nearest to the exact sum of the values, which must be multiples of 2⁻⁸⁰. */
export function exactSum(values: readonly number[]): number {
  let sum = 0n
  for (const value of values) {
    const scaled = value * 2 ** 80
    if (!Number.isInteger(scaled)) throw new RangeError(`${value} is no multiple of 2⁻⁸⁰`)
    sum += BigInt(scaled)
  }
  // Number(bigint) rounds to the nearest, ties to even; dividing by a power of two is exact.
  return Number(sum) / Number(denominator)
}

import { describe, expect, test } from 'vitest'
import type { Bars } from '../../market/bars.ts'
import { fingerprint } from '../fingerprint.ts'
import { syntheticMarket } from './market.ts'
import { practice } from './practice.ts'

const symbols = ['SYN-A', 'SYN-B', 'SYN-C']
const returnsOf = ({ open, close }: Bars) => Float64Array.from(close, (x, i) => Math.log(x / open[i]))
const mean = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0) / x.length
const correlation = (x: ArrayLike<number>, y: ArrayLike<number>) => {
  const [mx, my] = [mean(x), mean(y)]
  let [xy, xx, yy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mx) * (y[i] - my)
    xx += (x[i] - mx) ** 2
    yy += (y[i] - my) ** 2
  }
  return xy / Math.sqrt(xx * yy)
}

describe('a simulated market', () => {
  const market = syntheticMarket({ seed: 1, symbols, bars: 12_000, gaps: 0 })

  test('is the same for the same seed number, and another for another', () => {
    const again = (seed: number) => syntheticMarket({ seed, symbols, bars: 500 }).map(bars => fingerprint(bars))
    expect(again(7)).toEqual(again(7))
    expect(again(7)).not.toEqual(again(8))
  })
  test('carries its label', () => {
    for (const { synthetic, venue } of market) expect([synthetic, venue]).toEqual([true, 'synthetic'])
    for (const { synthetic } of practice(3).market) expect(synthetic).toBe(true)
  })
  test('has symbols that move together as asked', () => {
    const [a, b] = syntheticMarket({ seed: 5, symbols, bars: 12_000, gaps: 0, correlation: 0.5 }).map(returnsOf)
    expect(correlation(a, b)).toBeGreaterThan(0.4)
    expect(correlation(a, b)).toBeLessThan(0.6)
    const [c, d] = syntheticMarket({ seed: 5, symbols, bars: 12_000, gaps: 0, correlation: 0 }).map(returnsOf)
    expect(Math.abs(correlation(c, d))).toBeLessThan(0.15)
  })
  test('has calm and wild times: a week of one is four times as quiet as a week of the other', () => {
    const returns = returnsOf(market[0])
    const weeks = Array.from({ length: Math.floor(returns.length / 168) }, (_, w) =>
      mean(returns.slice(168 * w, 168 * (w + 1)).map(Math.abs)),
    )
    expect(Math.max(...weeks) / Math.min(...weeks)).toBeGreaterThan(3)
  })
  test('jumps: some bars are wider than six of the wildest regime’s deviations', () => {
    const jumps = market.flatMap(bars => [...returnsOf(bars)].filter(r => Math.abs(r) > 6 * 0.012))
    expect(jumps.length).toBeGreaterThan(0)
    expect(jumps.length).toBeLessThan(0.002 * 36_000)
  })
  test('charges funding around its resting rate', () => {
    for (const { funding } of market) expect(Math.abs(mean(funding as Float64Array) - 0.0000125)).toBeLessThan(0.00002)
  })
  test('leaves bars out when told to, and never fills them', () => {
    const [bars] = syntheticMarket({ seed: 1, symbols, bars: 10_000, gaps: 0.01 })
    expect(bars.openTime.length).toBeGreaterThan(9_800)
    expect(bars.openTime.length).toBeLessThan(9_950)
  })
  test('differs between symbols by its own chances, not by their order', () => {
    const [alone] = syntheticMarket({ seed: 1, symbols: ['SYN-B'], bars: 300 })
    expect(fingerprint(alone)).toBe(fingerprint(syntheticMarket({ seed: 1, symbols, bars: 300 })[1]))
  })
})

describe('the planted edge', () => {
  /** Correlation of a day's return with that of the day before, over many markets: what a follower of trends lives on. */
  const persistence = (edge: number) => {
    const found: number[] = []
    for (let seed = 1; seed <= 12; seed++) {
      const [bars] = syntheticMarket({ seed, symbols: ['SYN-A'], bars: 9_600, edge, gaps: 0 })
      const returns = returnsOf(bars)
      const days = Float64Array.from({ length: 400 }, (_, d) =>
        returns.slice(24 * d, 24 * (d + 1)).reduce((a, b) => a + b, 0),
      )
      found.push(correlation(days.subarray(1), days.subarray(0, 399)))
    }
    return mean(found)
  }
  test('switched off leaves nothing to follow', () => expect(Math.abs(persistence(0))).toBeLessThan(0.05))
  test('switched on makes days follow days', () => expect(persistence(0.15)).toBeGreaterThan(0.1))

  test('switched off, a market goes nowhere on average: mean return within three standard errors of zero over 40 of them', () => {
    const ends = Array.from({ length: 40 }, (_, i) => {
      const [{ open, close }] = syntheticMarket({ seed: 100 + i, symbols: ['SYN-A'], bars: 2_000, gaps: 0 })
      return close[close.length - 1] / open[0] - 1
    })
    const middle = mean(ends)
    const error = Math.sqrt(mean(ends.map(x => (x - middle) ** 2)) / ends.length)
    expect(Math.abs(middle)).toBeLessThan(3 * error)
  })
})

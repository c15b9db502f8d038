import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import type { Bars } from '../market/bars.ts'
import { stochastic } from './stochastic.ts'
import { earnings } from './testing/earnings.ts'
import { reverting, trending } from './testing/markets.ts'
import { priceBars } from './testing/price-bars.ts'

test('following the turn earns where prices come back, and loses where they run', () => {
  expect(earnings(stochastic, reverting(1))).toBeGreaterThan(0.0002)
  expect(earnings(stochastic, trending(1, 300))).toBeLessThan(-0.0003)
})

const genes = { k: 10, d: 3, oversold: 20, overbought: 80, divergence: 0, hold: 40 }
const held = (closes: readonly number[], changes: Partial<typeof genes> = {}) =>
  Array.from(stochastic.exposure(priceBars(closes), { ...genes, ...changes }, plain))
const ramp = (from: number, to: number, bars: number) =>
  Array.from({ length: bars }, (_, i) => from + ((to - from) * i) / (bars - 1))

describe('a fall and the rise after it', () => {
  const fall = ramp(130, 100, 31)
  const rise = ramp(101, 130, 30)
  const signal = held([...fall, ...rise])

  test('is not bought as long as it falls', () => expect(signal.slice(0, 31)).toEqual(new Array(31).fill(0)))

  test('is bought where K turns above D, and held until K is at the other extreme', () => {
    // K of the rise is one ninth, two eighths, three sevenths, four sixths, and then all.
    expect(signal.slice(31, 37)).toEqual([1, 1, 1, 1, 0, 0])
    expect(signal.slice(37)).toEqual(new Array(24).fill(0))
  })

  test('is sold in the mirror', () => {
    const mirrored = held([...fall, ...rise].map(price => 230 - price))
    expect(mirrored).toEqual(signal.map(x => 0 - x))
  })

  test('is given up after as many bars as it is waited for', () => {
    expect(held([...fall, ...rise], { hold: 2 }).slice(31, 37)).toEqual([1, 1, 0, 0, 0, 0])
  })
})

test('a cross in the middle of the range says nothing', () => {
  const swing = Array.from({ length: 60 }, (_, i) => (i < 20 ? 100 + (i % 2 === 0 ? 10 : -10) : 100 + 2 * Math.sin(i)))
  expect(held(swing, { k: 50 }).slice(25)).toEqual(new Array(35).fill(0))
})

describe('a turn out of an extreme', () => {
  const worth = (bars: Bars, divergence: number) =>
    Array.from(stochastic.exposure(bars, { ...genes, divergence }, plain)).at(-1)

  test('is worth the whole signal where price made a new low that K did not', () => {
    const bars = priceBars([...ramp(110, 90, 21), 95, 95.5, 96, 83, 90])
    // All the fall long K was at 0; at the low of 80 it is at 3 of 16.
    const low = Float64Array.from(bars.low, (price, i) => (i === 24 ? 80 : price))
    for (const divergence of [0, 0.6, 1]) expect(worth({ ...bars, low }, divergence)).toBe(1)
  })

  test('is worth without that what the divergence leaves', () => {
    const bars = priceBars([...ramp(130, 100, 31), 101])
    expect([0, 0.6, 1].map(divergence => worth(bars, divergence))).toEqual([1, 0.4, 0])
  })
})

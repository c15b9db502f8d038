import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { emaCross } from './ema-cross.ts'
import { earnings } from './testing/earnings.ts'
import { reverting, trending } from './testing/markets.ts'
import { priceBars } from './testing/price-bars.ts'

test('following averages earns where prices run, and loses where they come back', () => {
  expect(earnings(emaCross, trending(1, 300))).toBeGreaterThan(0.0005)
  expect(earnings(emaCross, reverting(1))).toBeLessThan(-0.0002)
})

describe('on a price that grows by a thousandth a bar', () => {
  const bars = priceBars(Float64Array.from({ length: 900 }, (_, i) => 100 * 1.001 ** i))
  const last = (genes: { fast: number; gap: number; band: number }) => emaCross.exposure(bars, genes, plain)[899]

  test('an average lags by half its period, so the fast one leads by half the gap', () => {
    expect(last({ fast: 10, gap: 20, band: 0.009 })).toBe(1)
    expect(last({ fast: 10, gap: 20, band: 0.011 })).toBe(0)
  })

  test('the fast average is the faster one at any setting', () => {
    for (const fast of [3, 30]) for (const gap of [4, 100]) expect(last({ fast, gap, band: 0 })).toBe(1)
  })
})

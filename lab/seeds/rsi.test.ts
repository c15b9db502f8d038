import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { rsi } from './rsi.ts'
import { earnings } from './testing/earnings.ts'
import { reverting, trending } from './testing/markets.ts'
import { priceBars } from './testing/price-bars.ts'

test('buying what fell too fast earns where prices come back, and loses where they run', () => {
  expect(earnings(rsi, reverting(1))).toBeGreaterThan(0.0001)
  expect(earnings(rsi, trending(1, 300))).toBeLessThan(-0.0005)
})

describe('a fall of ten bars after calm', () => {
  const calm = Array.from({ length: 20 }, (_, i) => 100 + (i % 2))
  const fall = Array.from({ length: 10 }, (_, i) => 99 - i)
  const genes = { period: 7, oversold: 20, overbought: 80, hold: 96 }
  const held = (after: readonly number[], changes: Partial<typeof genes> = {}) =>
    rsi.exposure(priceBars([...calm, ...fall, ...after]), { ...genes, ...changes }, plain).subarray(20)

  test('is bought in full, and left where strength is back in the middle', () => {
    const rise = Array.from({ length: 7 }, (_, i) => 91 + i)
    // Seven changes are counted: with the fourth rise there are more gains than losses among them.
    expect(Array.from(held(rise).subarray(9))).toEqual([1, 1, 1, 1, 0, 0, -1, -1])
  })

  test('is given up when it goes on sideways for longer than the turn is waited for', () => {
    const sideways = Array.from({ length: 40 }, () => 90)
    expect(held(sideways, { hold: 4 })[49]).toBe(0)
  })
})

import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { donchianBreakout } from './donchian-breakout.ts'
import { earnings } from './testing/earnings.ts'
import { bursting, reverting } from './testing/markets.ts'
import { levels, priceBars } from './testing/price-bars.ts'

test('following breakouts earns where they go on, and loses where prices come back', () => {
  expect(earnings(donchianBreakout, bursting(1))).toBeGreaterThan(0.0001)
  expect(earnings(donchianBreakout, reverting(1))).toBeLessThan(-0.0002)
})

describe('a close one part in a hundred above the bars before it', () => {
  const genes = { channel: 10, margin: 0, hold: 6 }
  const held = (price: number, changes: Partial<typeof genes> = {}) =>
    Array.from(
      donchianBreakout
        .exposure(priceBars(levels([price, 20], [1.01 * price, 10])), { ...genes, ...changes }, plain)
        .subarray(19),
    )

  test('is followed for `hold` bars', () => {
    expect(held(100)).toEqual([0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0])
  })

  test('is judged alike at any price, for the margin is a fraction of it', () => {
    for (const price of [0.001, 1, 60_000]) {
      expect(held(price, { margin: 0.009 })).toEqual(held(100))
      expect(held(price, { margin: 0.011 })).toEqual(new Array(11).fill(0))
    }
  })
})

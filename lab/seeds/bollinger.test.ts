import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { bollinger } from './bollinger.ts'
import { earnings } from './testing/earnings.ts'
import { reverting, trending } from './testing/markets.ts'
import { priceBars } from './testing/price-bars.ts'

test('fading the bands earns where prices come back, and loses where they run', () => {
  expect(earnings(bollinger, reverting(1))).toBeGreaterThan(0.0003)
  expect(earnings(bollinger, trending(1, 300))).toBeLessThan(-0.0005)
})

describe('around a price that swings by one', () => {
  const swing = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 99 : 101))
  const held = (...after: readonly number[]) =>
    Array.from(
      bollinger.exposure(priceBars([...swing, ...after]), { lookback: 20, width: 2, hold: 4 }, plain).subarray(29),
    )

  test('a close above the upper band is sold, not bought, and the sale ends where the price is back at the middle', () => {
    expect(held(106, 103, 99, 99)).toEqual([0, -1, -1, 0, 0])
  })

  test('a close below the lower band is bought, not sold', () => expect(held(94, 97)).toEqual([0, 1, 1]))

  test('a close in the lower fifth of the bands says nothing', () => expect(held(98.5, 98.5)).toEqual([0, 0, 0]))

  test('a way back that does not come is waited for four bars', () => {
    expect(held(106, 103, 103, 103, 103, 103)).toEqual([0, -1, -1, -1, -1, 0, 0])
  })
})

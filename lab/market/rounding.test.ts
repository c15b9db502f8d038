import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addSizes, aggressive, passive, toLot } from './rounding.ts'

const grid = { significant: 5, decimals: 3 }
const prices = fc.double({ min: 0.01, max: 1e6, noNaN: true })
const grids = fc.record({ significant: fc.constant(5), decimals: fc.integer({ min: 2, max: 6 }) })
const sides = fc.constantFrom('buy' as const, 'sell' as const)

describe('a price', () => {
  test.each([
    [101.0202, 101.02, 101.03],
    [12_345.67, 12_345, 12_346],
    [123_456.7, 123_456, 123_457],
    [0.012_345, 0.012, 0.013],
    [99_999.5, 99_999, 100_000],
    [9.99996, 9.999, 10],
    [101.02, 101.02, 101.02],
  ])('of %d lies between %d and %d on a grid of 5 digits and 3 decimals', (price, below, above) => {
    expect([passive(price, 'buy', grid), passive(price, 'sell', grid)]).toEqual([below, above])
    expect([aggressive(price, 'sell', grid), aggressive(price, 'buy', grid)]).toEqual([below, above])
  })
  test('that rests is no worse for us, one that crosses no better, and neither is off by a tick', () => {
    fc.assert(
      fc.property(prices, grids, (price, grid) => {
        // The float noise that a price on the grid may carry.
        const dust = 2e-9 * price
        const tick = Math.max(10 ** -grid.decimals, 10 ** (Math.floor(Math.log10(price)) + 1 - grid.significant))
        const [down, up] = [passive(price, 'buy', grid), passive(price, 'sell', grid)]
        expect(down).toBeLessThanOrEqual(price + dust)
        expect(up).toBeGreaterThanOrEqual(price - dust)
        // Above 99,999 the tick would be ten, but whole numbers always pass.
        expect(up - down).toBeLessThanOrEqual(Math.max(tick, 1e-9) * (1 + 1e-9) + dust)
        expect([aggressive(price, 'sell', grid), aggressive(price, 'buy', grid)]).toEqual([down, up])
      }),
    )
  })
  test('on the grid stays where it is', () => {
    fc.assert(
      fc.property(prices, grids, sides, sides, (price, grid, first, second) => {
        const once = passive(price, first, grid)
        expect(passive(once, second, grid)).toBe(once)
        expect(aggressive(once, second, grid)).toBe(once)
      }),
    )
  })
})

describe('a size', () => {
  const sizes = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  const decimals = fc.integer({ min: -3, max: 6 })

  test.each([
    [0.29, 2, 0.29],
    [0.299, 2, 0.29],
    [-0.299, 2, -0.29],
    [0.009, 2, 0],
    [12_345, -3, 12_000],
  ])('of %d in lots of %d decimals is %d', (size, decimals, rounded) => {
    expect(toLot(size, decimals)).toBe(rounded)
  })
  test('is rounded toward zero, by less than a lot, and only once', () => {
    fc.assert(
      fc.property(sizes, decimals, (size, decimals) => {
        const rounded = toLot(size, decimals)
        expect(Math.abs(rounded)).toBeLessThanOrEqual(Math.abs(size) * (1 + 2e-9))
        expect(Math.abs(size - rounded)).toBeLessThan(10 ** -decimals * (1 + 1e-6))
        expect(rounded * size).toBeGreaterThanOrEqual(0)
        expect(toLot(rounded, decimals)).toBe(rounded)
        // Never −0, which is another value to a map and to a journal.
        expect(Object.is(rounded, -0)).toBe(false)
      }),
    )
  })
  test('added to another leaves no dust, and added to its opposite nothing', () => {
    const lots = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(lots, lots, decimals, (a, b, decimals) => {
        const size = (n: number) => toLot(n / 10 ** decimals, decimals)
        expect(addSizes(size(a), size(b), decimals)).toBe(size(a + b))
        expect(addSizes(size(a), -size(a), decimals)).toBe(0)
      }),
    )
    expect(addSizes(0.1, 0.2, 1)).toBe(0.3)
  })
})

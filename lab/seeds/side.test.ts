import fc from 'fast-check'
import { expect, test } from 'vitest'
import { side } from './side.ts'

test.each([
  [2, 1, 1],
  [1, 2, -1],
  [0.1 + 0.2, 0.3, 0],
  [61_000.1, 61_000.1 * (1 + 1e-12), 0],
  [0, 0, 0],
  [Number.NaN, 1, 0],
  [1, Number.NaN, 0],
])('%d against %d is on side %d', (a, b, expected) => expect(side(a, b)).toBe(expected))

test('the other is on the other side, and in another unit on the same', () => {
  const price = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(price, price, (a, b) => {
      expect(side(a, b) + side(b, a)).toBe(0)
      expect(side(8 * a, 8 * b)).toBe(side(a, b))
    }),
  )
})

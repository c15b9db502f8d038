import fc from 'fast-check'
import { expect, test } from 'vitest'
import { steps } from './steps.ts'

test.each([
  [0.024, 0],
  [0.026, 0.05],
  [-0.98, -1],
  [7, 1],
  [Number.NEGATIVE_INFINITY, -1],
  [Number.NaN, 0],
])('a signal of %d is held as %d', (signal, held) => expect(steps(signal)).toBe(held))

test('a step is at most half a step away, and both sides are alike', () =>
  fc.assert(
    fc.property(fc.double({ min: -1, max: 1, noNaN: true }), signal => {
      expect(Math.abs(steps(signal) - signal)).toBeLessThanOrEqual(0.025 + 1e-12)
      expect(steps(steps(signal))).toBe(steps(signal))
      // Half a step is rounded up, wherever it lies: of those the mirror image is another.
      if (Math.abs(((40 * signal) % 2) - 1) > 1e-9) expect(steps(-signal) + steps(signal)).toBeCloseTo(0, 12)
    }),
  ))

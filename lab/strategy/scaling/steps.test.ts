import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inSteps } from './steps.ts'

const step = (share: number) => inSteps(Float64Array.of(share))[0]

test('a share goes down to the step below it, never up', () => {
  expect([0.0499, 0.05, 0.0999, 0.31, 0.999, 1].map(step)).toEqual([0, 0.05, 0.05, 0.3, 0.95, 1])
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), share => {
      expect(step(share)).toBeLessThan(share + 1e-9)
      expect(step(share)).toBeGreaterThan(share - 0.05)
    }),
  )
})

test('a share on a step stays there, whichever way its last digit was rounded', () => {
  for (let k = 1; k <= 20; k++) {
    for (const error of [-1e-13, 0, 1e-13]) expect(step(k / 20 + error)).toBe(k / 20)
  }
})

test('what is below nothing or unknown is nothing, and what is above all is all', () => {
  expect([-3, Number.NaN, Number.NEGATIVE_INFINITY].map(step)).toEqual([0, 0, 0])
  expect([1.2, 1e300, Number.POSITIVE_INFINITY].map(step)).toEqual([1, 1, 1])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rollingQuantile } from '../indicators/rolling-quantile.ts'
import { quantile } from './quantile.ts'

test('a quantile is that of the rolling window which holds all values', () => {
  const values = fc.float64Array({ minLength: 1, maxLength: 40, noNaN: true, min: -1e6, max: 1e6 })
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (x, q) => {
      expect(quantile(x, q)).toBe(rollingQuantile(x, x.length, q)[x.length - 1])
    }),
  )
})

test('nothing has no quantile, nor what is not known', () => {
  expect(() => quantile(new Float64Array(), 0.5)).toThrow('0 values, expected one or more')
  expect(() => quantile(Float64Array.of(1, Number.NaN), 0.5)).toThrow(RangeError)
  expect(() => quantile(Float64Array.of(1), 1.5)).toThrow('q is 1.5, expected a fraction 0…1')
})

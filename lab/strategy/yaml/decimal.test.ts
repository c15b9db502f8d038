import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal, isDecimal, shiftPoint } from './decimal.ts'

const double = fc.double({ noNaN: true, noDefaultInfinity: true })

test('a decimal reads back as the same double', () => {
  fc.assert(fc.property(double, x => Number(decimal(x)) === x))
})

test('a decimal is always in the one notation that files allow', () => {
  fc.assert(
    fc.property(double, fc.integer({ min: -9, max: 9 }), (x, places) => isDecimal(shiftPoint(decimal(x), places))),
  )
})

test('moving the point there and back changes nothing', () => {
  fc.assert(
    fc.property(double, fc.integer({ min: -9, max: 9 }), (x, places) => {
      expect(shiftPoint(shiftPoint(decimal(x), places), -places)).toBe(decimal(x))
    }),
  )
})

test.each([
  [0.07, 2, '7'],
  [0.29, 2, '29'],
  [-0.005, 2, '-0.5'],
  [12, 2, '1200'],
  [1e-9, 2, '0.0000001'],
  [1e21, 0, '1000000000000000000000'],
  [1.5e-7, 0, '0.00000015'],
  [30, -2, '0.3'],
  [-0, 2, '0'],
])('%d with its point moved by %d is %s', (value, places, text) => {
  expect(shiftPoint(decimal(value), places)).toBe(text)
})

test.each(['', '-', '+1', '01', '.5', '5.', '1e3', '1_000', '1,000', '0x10', 'NaN', 'Infinity', ' 1', '1 ', '１'])(
  '%j is no decimal',
  text => expect(isDecimal(text)).toBe(false),
)

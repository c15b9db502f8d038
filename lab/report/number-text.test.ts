import { expect, test } from 'vitest'
import { inDigits, inUnit, type Unit, withUnit } from './number-text.ts'

const units: Unit[] = ['fraction', 'USD', 'bps', 'ratio', 'count', 'bars', 'hours', 'days']

test.each(units)('a number of %s that does not exist is a dash, not 0 or NaN', unit => {
  for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY]) expect(inUnit(value, unit)).toBe('—')
  expect(inUnit(0, unit)).toMatch(/^0/)
})

test.each([
  [0.15, 'fraction', '15.00 %'],
  [-1234.5, 'USD', '−1,234.50'],
  [-0.001, 'ratio', '0.00'],
  [1460, 'count', '1,460'],
  [22.14, 'hours', '22.1'],
] as const)('%d %s reads %s', (value, unit, text) => {
  expect(inUnit(value, unit)).toBe(text)
})

test('a number without a unit has up to six digits', () => {
  expect(inDigits(0.0000123456789)).toBe('0.0000123457')
  expect(inDigits(-104_123.49)).toBe('−104,123')
  expect(inDigits(undefined)).toBe('—')
})

test.each([
  [0.15, 'fraction', '15.00 %'],
  [1.3, 'ratio', '1.30'],
  [1460, 'count', '1,460'],
  [-12.5, 'USD', '−12.50 USD'],
  [3.2, 'days', '3.2 days'],
  [undefined, 'USD', '—'],
] as const)('%d %s with its unit reads %s', (value, unit, text) => {
  expect(withUnit(value, unit)).toBe(text)
})

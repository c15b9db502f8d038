import { expect, test } from 'vitest'
import { fitScaler, scaled } from './scaler.ts'

test('a column that never moves becomes 0, whatever its value', () => {
  const x = { rows: 3, columns: 2, values: Float64Array.of(0.1, 1, 0.1, 2, 0.1, 3) }
  const scaler = fitScaler(x)
  expect(scaler.mean).toEqual([0.1, 2])
  expect(scaler.scale[0]).toBe(1)
  expect(Array.from(scaled(x, scaler).values.filter((_, i) => i % 2 === 0))).toEqual([0, 0, 0])
})

test('what is no matrix of known numbers is refused, by its place', () => {
  const values = Float64Array.of(1, 2, Number.NaN, 4)
  expect(() => fitScaler({ rows: 2, columns: 2, values })).toThrow('row 1, column 0 is NaN, expected a finite number')
  expect(() => fitScaler({ rows: 3, columns: 2, values })).toThrow('has 3 rows, 2 columns and 4 values')
  expect(() => fitScaler({ rows: 0, columns: 2, values: values.subarray(0, 0) })).toThrow(RangeError)
})

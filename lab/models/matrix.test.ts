import { expect, test } from 'vitest'
import { requirePerRow, rowsOf } from './matrix.ts'

const columns = [Float64Array.of(1, 2, 3, Number.NaN), Float64Array.of(5, 6, 7, 8)]

test('rows are taken across columns, in the order of the columns', () => {
  expect(rowsOf(columns, 1, 3)).toEqual({ rows: 2, columns: 2, values: Float64Array.of(2, 6, 3, 7) })
})

test('rows of which a value is missing, or that are not there, are no matrix', () => {
  expect(rowsOf(columns, 2, 4)).toBeUndefined()
  expect(rowsOf([columns[1]], 3, 5)).toBeUndefined()
})

test('what is not one known number a row is refused', () => {
  const x = rowsOf(columns, 0, 3)!
  expect(() => requirePerRow('y', [1, 2], x)).toThrow('y has 2 values, expected 3, one per row')
  expect(() => requirePerRow('y', columns[0].subarray(1), x)).toThrow('y: row 2 is NaN, expected a finite number')
})

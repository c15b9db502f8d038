import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireEqualLengths } from './lengths.ts'

/**
 * Divides one column by another, row by row.
 *
 * @returns quotient in the unit of x divided by the unit of y; NaN where x or y is NaN
 */
export function ratio(x: Column, y: Column): Float64Array {
  requireEqualLengths('ratio', { x, y })
  return rowByRow(x, (value, i) => value / y[i])
}

import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireEqualLengths } from './lengths.ts'

/**
 * One column over another, row by row.
 *
 * @returns in the unit of x divided by that of y; NaN where either is NaN
 */
export function ratio(x: Column, y: Column): Float64Array {
  requireEqualLengths('ratio', { x, y })
  return rowByRow(x, (value, i) => value / y[i])
}

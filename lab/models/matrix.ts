import type { Column } from '../market/bars.ts'

/** A matrix of numbers: row r, column c is at `values[r · columns + c]`. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
}

/**
 * Copies rows `[from, to)` of columns into a matrix.
 *
 * @returns `undefined` when a value is not finite, so that no model is fitted to the pattern of missing data
 */
export function rowsOf(columns: readonly Column[], from: number, to: number): Matrix | undefined {
  const rows = to - from
  const values = new Float64Array(rows * columns.length)
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c]
    for (let r = 0; r < rows; r++) {
      const value = column[from + r]
      if (!Number.isFinite(value)) return undefined
      values[r * columns.length + c] = value
    }
  }
  return { rows, columns: columns.length, values }
}

/**
 * Checks a matrix.
 *
 * @param argument name for the message
 * @throws RangeError when the matrix is too small, its size does not match, or a value is not finite
 */
export function requireMatrix(argument: string, { rows, columns, values }: Matrix, leastRows = 1): void {
  if (!(rows >= leastRows) || !(columns >= 1) || values.length !== rows * columns) {
    throw new RangeError(
      `${argument} has ${rows} rows, ${columns} columns and ${values.length} values, expected at least ${leastRows} × 1 and one value each`,
    )
  }
  const at = values.findIndex(value => !Number.isFinite(value))
  if (at < 0) return
  const where = `row ${Math.floor(at / columns)}, column ${at % columns}`
  throw new RangeError(`${argument}: ${where} is ${values[at]}, expected a finite number`)
}

/**
 * Checks that values match a matrix.
 *
 * @param argument name for the message
 * @throws RangeError unless there is one finite number per row of the matrix
 */
export function requirePerRow(argument: string, values: ArrayLike<number>, { rows }: Matrix): void {
  if (values.length !== rows)
    throw new RangeError(`${argument} has ${values.length} values, expected ${rows}, one per row`)
  for (let i = 0; i < rows; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${argument}: row ${i} is ${values[i]}, expected a finite number`)
    }
  }
}

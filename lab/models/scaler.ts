import { type Matrix, requireMatrix } from './matrix.ts'

/** Standardisation of columns: x becomes (x − mean) / scale. */
export interface Scaler {
  /** Mean of each column, in the column's unit. */
  readonly mean: readonly number[]
  /** Standard deviation of each column, in the column's unit; 1 for a constant column, which avoids a division by 0. */
  readonly scale: readonly number[]
}

/**
 * Mean and standard deviation (divisor n) of each column.
 *
 * @throws RangeError when the matrix is empty, or a value is not finite
 * @see scikit-learn, `StandardScaler`
 */
export function fitScaler(x: Matrix): Scaler {
  requireMatrix('fitScaler: x', x)
  const moments = Array.from({ length: x.columns }, (_, c) => columnMoments(x, c))
  return { mean: moments.map(({ mean }) => mean), scale: moments.map(({ scale }) => scale) }
}

/** Standardises each column of a matrix. */
export function scaled({ rows, columns, values }: Matrix, { mean, scale }: Scaler): Matrix {
  const out = new Float64Array(values.length)
  for (let r = 0, at = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++, at++) out[at] = (values[at] - mean[c]) / scale[c]
  }
  return { rows, columns, values: out }
}

/**
 * Mean and scale of one column. Values are summed as differences from the first row, so that the deviation of a
 * constant column is exactly 0.
 */
function columnMoments({ rows, columns, values }: Matrix, c: number) {
  const first = values[c]
  let sum = 0
  for (let r = 0; r < rows; r++) sum += values[r * columns + c] - first
  const shift = sum / rows
  let squares = 0
  for (let r = 0; r < rows; r++) squares += (values[r * columns + c] - first - shift) ** 2
  return { mean: first + shift, scale: Math.sqrt(squares / rows) || 1 }
}

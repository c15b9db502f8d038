import { type Matrix, requireMatrix } from './matrix.ts'
import { fitScaler } from './scaler.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** The directions in which rows vary most, orthogonal to each other. */
export interface Components {
  /** One mean per column of the matrix, in its unit. */
  readonly mean: readonly number[]
  /** Directions of length 1, largest variance first; the largest loading of each, by absolute value, is positive. */
  readonly loadings: readonly (readonly number[])[]
  /** Variance (divisor n − 1) along each direction. */
  readonly variance: readonly number[]
}

/**
 * Principal components, from the covariance of the columns. The sign of a direction is arbitrary; here the largest
 * loading is made positive, so that similar fits give comparable results.
 *
 * @param x     two rows or more; columns of similar scale, because otherwise the largest dominates
 * @param count components wanted, 1…columns
 * @throws RangeError when `count` is out of range, rows are too few, or a value is not finite
 * @see Jolliffe, "Principal Component Analysis" (2nd edition); signs as scikit-learn's `svd_flip`
 */
export function fitComponents(x: Matrix, count: number): Components {
  requireMatrix('fitComponents: x', x, 2)
  const { columns } = x
  if (!Number.isInteger(count) || count < 1 || count > columns) {
    throw new RangeError(`fitComponents: count is ${count}, expected a whole number 1…${columns}`)
  }
  const { mean } = fitScaler(x)
  const { values, vectors } = symmetricEigen(covariance(x, mean), columns)
  const loadings = Array.from({ length: count }, (_, k) => turned(vectors.subarray(k * columns, (k + 1) * columns)))
  // Rounding can make the variance of a constant direction slightly negative.
  return { mean, loadings, variance: Array.from(values.subarray(0, count), value => Math.max(value, 0)) }
}

/** Component scores of each row: one column per component. */
export function scores(
  { rows, columns, values }: Matrix,
  { mean, loadings }: Pick<Components, 'mean' | 'loadings'>,
): Matrix {
  const count = loadings.length
  const out = new Float64Array(rows * count)
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < count; k++) {
      let sum = 0
      for (let c = 0; c < columns; c++) sum += (values[r * columns + c] - mean[c]) * loadings[k][c]
      out[r * count + k] = sum
    }
  }
  return { rows, columns: count, values: out }
}

function covariance({ rows, columns, values }: Matrix, mean: readonly number[]): Float64Array {
  const out = new Float64Array(columns * columns)
  const row = new Float64Array(columns)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) row[c] = values[r * columns + c] - mean[c]
    for (let i = 0; i < columns; i++) for (let j = 0; j <= i; j++) out[i * columns + j] += row[i] * row[j]
  }
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j <= i; j++) out[j * columns + i] = out[i * columns + j] /= rows - 1
  }
  return out
}

function turned(vector: Float64Array): number[] {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0)
  return Array.from(vector, value => (largest < 0 ? -value : value))
}

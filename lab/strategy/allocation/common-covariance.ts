import { requireEqualLengths } from '../../indicators/lengths.ts'
import type { Column } from '../../market/bars.ts'
import { isConstant } from './spread.ts'

/** Covariance of all columns over the same rows. */
export interface CommonCovariance {
  /**
   * Symmetric matrix; its row k and column k belong to input column k. The diagonal is 0 for a constant column. All
   * values are NaN with fewer than two common rows.
   */
  readonly covariance: readonly Float64Array[]
  /** Number of rows in which every column is known. */
  readonly points: number
}

/**
 * Sample covariance (divisor points − 1) over the rows in which every column is known. All pairs use the same rows:
 * covariances from different rows may be inconsistent and give a portfolio a negative variance.
 *
 * @param returns aligned columns, NaN where unknown
 * @throws RangeError when they differ in length
 */
export function commonCovariance(returns: readonly Column[]): CommonCovariance {
  if (returns.length === 0) return { covariance: [], points: 0 }
  requireEqualLengths('commonCovariance', Object.fromEntries(returns.map((column, k) => [`column ${k}`, column])))
  const rows = knownRows(returns)
  const points = rows.length
  const apart = returns.map(column => deviations(column, rows))
  const covariance = returns.map(() => new Float64Array(returns.length))
  for (let a = 0; a < returns.length; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0
      const [x, y] = [apart[a], apart[b]]
      for (let i = 0; i < points; i++) sum += x[i] * y[i]
      covariance[a][b] = covariance[b][a] = points < 2 ? Number.NaN : sum / (points - 1)
    }
  }
  return { covariance, points }
}

function knownRows(returns: readonly Column[]): Uint32Array {
  const rows = new Uint32Array(returns[0].length)
  let count = 0
  for (let row = 0; row < rows.length; row++) {
    let k = 0
    while (k < returns.length && Number.isFinite(returns[k][row])) k++
    if (k === returns.length) rows[count++] = row
  }
  return rows.subarray(0, count)
}

/** Deviations from the mean of these rows; all 0 when they are only rounding errors. */
function deviations(column: Column, rows: Uint32Array): Float64Array {
  const apart = new Float64Array(rows.length)
  let [sum, squares] = [0, 0]
  for (let i = 0; i < rows.length; i++) sum += column[rows[i]]
  const mean = sum / rows.length
  for (let i = 0; i < rows.length; i++) {
    apart[i] = column[rows[i]] - mean
    squares += apart[i] * apart[i]
  }
  return isConstant(squares, mean, rows.length) ? apart.fill(0) : apart
}

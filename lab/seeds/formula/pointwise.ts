import type { Column } from '../../market/bars.ts'

/** Applies a function to a column, row by row; a result that is not finite becomes NaN. */
export function pointwise(x: Column, of: (x: number) => number): Float64Array {
  const out = new Float64Array(x.length)
  for (let i = 0; i < out.length; i++) out[i] = known(of(x[i]))
  return out
}

/**
 * Applies a function to two columns of equal length, row by row; a result that is not finite, such as a division by
 * zero, becomes NaN.
 */
export function pointwise2(x: Column, y: Column, of: (x: number, y: number) => number): Float64Array {
  const out = new Float64Array(x.length)
  for (let i = 0; i < out.length; i++) out[i] = known(of(x[i], y[i]))
  return out
}

const known = (value: number) => (Number.isFinite(value) ? value : Number.NaN)

/** The column's values of `rows` bars ago; NaN in the first `rows` rows. */
export function before(x: Column, rows: number): Float64Array {
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (let i = rows; i < out.length; i++) out[i] = x[i - rows]
  return out
}

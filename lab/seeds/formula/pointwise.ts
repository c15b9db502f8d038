import type { Column } from '../../market/bars.ts'

/** Row by row from one column; what does not come out finite is unknown. */
export function pointwise(x: Column, of: (x: number) => number): Float64Array {
  const out = new Float64Array(x.length)
  for (let i = 0; i < out.length; i++) out[i] = known(of(x[i]))
  return out
}

/** Row by row from two columns of equal length; a division by zero is unknown. */
export function pointwise2(x: Column, y: Column, of: (x: number, y: number) => number): Float64Array {
  const out = new Float64Array(x.length)
  for (let i = 0; i < out.length; i++) out[i] = known(of(x[i], y[i]))
  return out
}

const known = (value: number) => (Number.isFinite(value) ? value : Number.NaN)

/** The column as it was `rows` bars before; NaN where there was none. */
export function before(x: Column, rows: number): Float64Array {
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (let i = rows; i < out.length; i++) out[i] = x[i - rows]
  return out
}

import type { Column } from '../../market/bars.ts'

/** One column over another, row by row; NaN where the second is zero, for then there is no such number. */
export const quotient = (x: Column, y: Column): Float64Array =>
  Float64Array.from(x, (value, i) => (y[i] === 0 ? Number.NaN : value / y[i]))

/** By which fraction of `y` lies `x` above it; NaN where `y` is zero. */
export const lead = (x: Column, y: Column): Float64Array => quotient(x, y).map(ratio => ratio - 1)

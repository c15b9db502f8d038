import type { Column } from '../../market/bars.ts'

/** One column divided by another, row by row; NaN where the divisor is zero. */
export const quotient = (x: Column, y: Column): Float64Array =>
  Float64Array.from(x, (value, i) => (y[i] === 0 ? Number.NaN : value / y[i]))

/** Relative distance of `x` above `y`: x / y − 1; NaN where `y` is zero. */
export const lead = (x: Column, y: Column): Float64Array => quotient(x, y).map(ratio => ratio - 1)

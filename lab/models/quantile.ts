/**
 * Quantile of a list: a fraction `q` of the values lies below it. It is interpolated linearly (Hyndman and Fan's type
 * 7, the default of numpy and R).
 *
 * @param values one or more, in any order
 * @param q      fraction, 0…1
 * @throws RangeError for an empty list, a NaN, or a `q` outside 0…1
 */
export function quantile(values: Float64Array, q: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile: q is ${q}, expected a fraction 0…1`)
  const sorted = values.toSorted()
  // NaN sorts last.
  if (sorted.length === 0 || Number.isNaN(sorted[sorted.length - 1])) {
    throw new RangeError(`quantile: ${sorted.length} values, expected one or more, none of them NaN`)
  }
  const position = q * (sorted.length - 1)
  const lower = Math.floor(position)
  return sorted[lower] + (position - lower) * (sorted[Math.ceil(position)] - sorted[lower])
}

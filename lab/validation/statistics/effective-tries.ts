import { symmetricEigen } from '../../models/symmetric-eigen.ts'

/**
 * How many independent things a correlation matrix holds: e to the entropy of its eigenvalues.
 *
 * @param matrix symmetric, ones on the diagonal
 * @see Roy and Vetterli, "The effective rank", 2007
 */
export function effectiveRank(matrix: readonly (readonly number[])[]): number {
  const { values: found } = symmetricEigen(Float64Array.from(matrix.flat()), matrix.length)
  const values = found.map(value => Math.max(0, value))
  const sum = values.reduce((a, b) => a + b, 0)
  const entropy = values.reduce((h, value) => (value > 0 ? h - (value / sum) * Math.log(value / sum) : h), 0)
  return Math.exp(entropy)
}

/** Tries that are worth as many independent ones, by their mean correlation: ρ + (1 − ρ) · M. */
export const effectiveTries = (tries: number, meanCorrelation: number): number =>
  meanCorrelation + (1 - meanCorrelation) * tries

import type { Column } from '../../market/bars.ts'

/**
 * Shares in proportion to values: each divided by their sum.
 *
 * @param values a value that is not finite or not above 0 gets no share
 * @returns ≥ 0, summing to 1; all 0 where no value is above 0
 */
export function proportional(values: Column): Float64Array {
  const kept = Float64Array.from(values, value => (value > 0 && value < Number.POSITIVE_INFINITY ? value : 0))
  const largest = kept.reduce((most, value) => Math.max(most, value), 0)
  if (largest === 0) return kept
  // Divided by the largest value first, so that the sum of huge values does not overflow.
  const sum = kept.reduce((total, value) => total + value / largest, 0)
  return kept.map(value => value / largest / sum)
}

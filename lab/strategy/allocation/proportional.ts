import type { Column } from '../../market/bars.ts'

/**
 * Shares in proportion to values: each divided by their sum.
 *
 * @param values finite or not; what is not finite, or not above 0, has no share
 * @returns ≥ 0, summing to 1, or all 0 where no value is above 0
 */
export function proportional(values: Column): Float64Array {
  const kept = Float64Array.from(values, value => (value > 0 && value < Number.POSITIVE_INFINITY ? value : 0))
  const largest = kept.reduce((most, value) => Math.max(most, value), 0)
  if (largest === 0) return kept
  // Against the largest first: a sum of huge values would be no number.
  const sum = kept.reduce((total, value) => total + value / largest, 0)
  return kept.map(value => value / largest / sum)
}

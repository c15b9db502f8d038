import type { Companion } from './companions.ts'

/** Number of levels between no correlation (0) and perfect correlation. */
export const crowdLevels = 20

/**
 * How closely a symbol moves with the others: mean |ρ|, rounded to a twentieth. Rounding hides the last digits, which
 * depend on where the history begins.
 *
 * @param rows number of rows of the symbol
 * @returns 0…20; NaN where no correlation is known
 */
export function crowd(companions: readonly Companion[], rows: number): Float64Array {
  const sum = new Float64Array(rows)
  const known = new Float64Array(rows)
  for (const { rho } of companions) {
    for (let i = 0; i < rows; i++) {
      if (Number.isNaN(rho[i])) continue
      sum[i] += Math.abs(rho[i])
      known[i]++
    }
  }
  return sum.map((total, i) => Math.round((total / known[i]) * crowdLevels))
}

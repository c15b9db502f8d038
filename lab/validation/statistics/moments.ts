import type { Column } from '../../market/bars.ts'

/** Shape of a distribution by population moments, as scipy's skew and kurtosis(fisher=False). */
export interface Shape {
  readonly skew: number
  /** Raw: 3 for a normal distribution, not 0. */
  readonly rawKurtosis: number
}

/** @returns undefined for fewer than 4 values, or values that do not vary */
export function shape(x: Column): Shape | undefined {
  const n = x.length
  if (n < 4) return undefined
  let mean = 0
  for (const value of x) mean += value / n
  let [m2, m3, m4] = [0, 0, 0]
  for (const value of x) {
    const d = value - mean
    m2 += d ** 2 / n
    m3 += d ** 3 / n
    m4 += d ** 4 / n
  }
  // Variation by rounding errors only counts as none.
  return m2 > (1e-12 * mean) ** 2 ? { skew: m3 / m2 ** 1.5, rawKurtosis: m4 / m2 ** 2 } : undefined
}

import { normalCdf, normalQuantile } from './normal.ts'

/**
 * Holm correction of p-values, in their original order. It controls the probability of any false rejection.
 *
 * @see Holm, "A simple sequentially rejective multiple test procedure", 1979
 */
export function holm(p: readonly number[]): readonly number[] {
  let largest = 0
  return mapAscending(p, (value, i) => {
    largest = Math.max(largest, Math.min(1, (p.length - i) * value))
    return largest
  })
}

/**
 * Benjamini-Hochberg correction of p-values, in their original order. It controls the expected share of false
 * rejections among all rejections.
 *
 * @see Benjamini and Hochberg, "Controlling the false discovery rate", 1995
 */
export function benjaminiHochberg(p: readonly number[]): readonly number[] {
  const sorted = [...p].sort((a, b) => a - b)
  let least = 1
  const q = sorted.map(() => 1)
  for (let i = p.length - 1; i >= 0; i--) {
    least = Math.min(least, (p.length / (i + 1)) * sorted[i])
    q[i] = least
  }
  return mapAscending(p, (_, i) => q[i])
}

/** Calls `correct` for the values in ascending order, and returns its results in the original order. */
function mapAscending(values: readonly number[], correct: (value: number, rank: number) => number): readonly number[] {
  const corrected = values.map(() => 0)
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b)
  order.forEach((at, rank) => {
    corrected[at] = correct(values[at], rank)
  })
  return corrected
}

/** A Sharpe ratio corrected for the number of tests. */
export interface Haircut {
  /** t-statistic of the uncorrected ratio. */
  readonly t: number
  /** Two-sided p-value. */
  readonly p: number
  /** p-value times the number of tests, at most 1. */
  readonly corrected: number
  /** t-statistic of the corrected p-value; 0 when that is 1. */
  readonly correctedT: number
  /** Corrected Sharpe ratio per year. */
  readonly sharpeAnnual: number
  /** Fraction by which the correction reduces the Sharpe ratio; 1 when nothing is left. */
  readonly haircut: number
}

/**
 * Bonferroni correction, expressed as a reduction of the Sharpe ratio.
 *
 * @param periods number of returns observed
 * @param tests   number of strategies tried
 * @see Harvey and Liu, "Backtesting", 2015
 */
export function haircut(sharpeAnnual: number, periods: number, periodsPerYear: number, tests: number): Haircut {
  const rootYears = Math.sqrt(periods / periodsPerYear)
  const t = sharpeAnnual * rootYears
  const p = 2 * normalCdf(-Math.abs(t))
  const corrected = Math.min(1, tests * p)
  const correctedT = corrected < 1 ? -normalQuantile(corrected / 2) : 0
  return { t, p, corrected, correctedT, sharpeAnnual: correctedT / rootYears, haircut: 1 - correctedT / t }
}

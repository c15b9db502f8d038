import { normalCdf, normalQuantile } from './normal.ts'

/**
 * Holm correction of p-values, in their original order. It controls the probability of any false rejection.
 *
 * @see Holm, "A simple sequentially rejective multiple test procedure", 1979
 */
export function holm(p: readonly number[]): readonly number[] {
  let largest = 0
  return inOrder(p, (value, i) => {
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
  return inOrder(p, (_, i) => q[i])
}

/** Visits the values in ascending order and returns the answers in the original order. */
function inOrder(values: readonly number[], ask: (value: number, place: number) => number): readonly number[] {
  const answers = values.map(() => 0)
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b)
  order.forEach((at, place) => {
    answers[at] = ask(values[at], place)
  })
  return answers
}

/** A Sharpe ratio corrected for the number of tests. */
export interface Haircut {
  /** t-statistic of the uncorrected ratio. */
  readonly t: number
  /** Two-sided p-value. */
  readonly p: number
  readonly corrected: number
  readonly correctedT: number
  /** Corrected Sharpe ratio per year. */
  readonly sharpeAnnual: number
  /** Relative reduction of the ratio. */
  readonly haircut: number
}

/**
 * Bonferroni correction, expressed as a reduction of the Sharpe ratio.
 *
 * @param periods number of returns observed
 * @see Harvey and Liu, "Backtesting", 2015
 */
export function haircut(sharpeAnnual: number, periods: number, periodsPerYear: number, tests: number): Haircut {
  const years = Math.sqrt(periods / periodsPerYear)
  const t = sharpeAnnual * years
  const p = 2 * normalCdf(-Math.abs(t))
  const corrected = Math.min(1, tests * p)
  const correctedT = corrected < 1 ? -normalQuantile(corrected / 2) : 0
  return { t, p, corrected, correctedT, sharpeAnnual: correctedT / years, haircut: 1 - correctedT / t }
}

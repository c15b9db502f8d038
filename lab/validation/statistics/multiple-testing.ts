import { normalCdf, normalQuantile } from './normal.ts'

/**
 * P-values corrected for their number, in the order in which they came: the probability that any of those rejected is wrong.
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
 * The same for the expected share of wrong ones among those rejected.
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

/** Goes through the values from the smallest on; answers come back where the values stood. */
function inOrder(values: readonly number[], ask: (value: number, place: number) => number): readonly number[] {
  const answers = values.map(() => 0)
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b)
  order.forEach((at, place) => {
    answers[at] = ask(values[at], place)
  })
  return answers
}

/** A Sharpe ratio as it is worth after so many tests. */
export interface Haircut {
  /** Of the ratio without correction. */
  readonly t: number
  /** Two-sided. */
  readonly p: number
  readonly corrected: number
  readonly correctedT: number
  /** Per year. */
  readonly sharpeAnnual: number
  /** Share that is cut off. */
  readonly haircut: number
}

/**
 * Bonferroni's correction as a cut of the Sharpe ratio.
 *
 * @param periods seen, of which `periodsPerYear` make a year
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

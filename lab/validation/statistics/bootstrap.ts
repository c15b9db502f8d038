import type { Column } from '../../market/bars.ts'
import { quantile } from '../../models/quantile.ts'
import type { Random } from '../../random.ts'

/**
 * Row indices of a resampled history by the stationary bootstrap. Blocks of geometrically distributed length start at
 * random rows and are joined end to end. A block that reaches the last row continues at the first.
 *
 * @param length number of rows to draw
 * @param rows number of rows in the history
 * @param meanBlock mean block length in rows, ≥ 1
 * @returns the source row for each drawn row
 * @see Politis and Romano, "The stationary bootstrap", 1994
 */
export function stationaryRows(length: number, rows: number, meanBlock: number, chance: Random): Int32Array {
  const out = new Int32Array(length)
  let row = 0
  for (let i = 0; i < length; i++) {
    row = i === 0 || chance() < 1 / meanBlock ? Math.floor(chance() * rows) : (row + 1) % rows
    out[i] = row
  }
  return out
}

/** A confidence interval, in the unit of its statistic. */
export interface Interval {
  readonly lower: number
  readonly upper: number
}

/**
 * Confidence interval of a statistic by the stationary bootstrap. Both tails have equal probability.
 *
 * @param statistic returns undefined if it does not exist for a resampled history, which is then left out
 * @param terms number of resampled histories, mean block length in rows, confidence such as 0.95, random source
 * @returns undefined if the statistic exists for fewer than half of the resampled histories
 */
export function bootstrapInterval(
  returns: Column,
  statistic: (returns: Float64Array) => number | undefined,
  terms: { readonly rounds: number; readonly meanBlock: number; readonly confidence: number; readonly chance: Random },
): Interval | undefined {
  const { rounds, meanBlock, confidence, chance } = terms
  const found: number[] = []
  for (let round = 0; round < rounds; round++) {
    const rows = stationaryRows(returns.length, returns.length, meanBlock, chance)
    const value = statistic(Float64Array.from(rows, row => returns[row]))
    if (value !== undefined) found.push(value)
  }
  if (found.length < rounds / 2 || found.length === 0) return undefined
  const sorted = Float64Array.from(found).sort()
  return { lower: quantile(sorted, (1 - confidence) / 2), upper: quantile(sorted, (1 + confidence) / 2) }
}

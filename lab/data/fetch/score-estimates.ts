import { day, type EpochMs, hour } from '../../market/units.ts'
import type { Lake } from '../lake/lake.ts'
import { listSeries } from '../lake/series.ts'
import { defaultRules } from '../universe/rules.ts'
import { score } from '../universe/score.ts'
import { watchLake } from '../universe/watch-lake.ts'

/**
 * Composite score of each symbol at one time, from 0 to 1, computed from the data in the lake. Symbols with too little data are
 * absent. Fewer than two symbols need no ranking and get no score.
 */
export async function estimateScores(
  lake: Lake,
  venue: string,
  symbols: readonly string[],
  at: EpochMs,
): Promise<ReadonlyMap<string, number>> {
  const estimates = new Map<string, number>()
  if (symbols.length < 2) return estimates
  const all = (await listSeries(lake)).filter(one => one.venue === venue && symbols.includes(one.symbol))
  // Daily bars give the same scores as hourly ones and are read faster.
  const days = all.filter(({ interval }) => interval === day)
  const series = days.length ? days : all.filter(({ interval }) => interval === hour)
  for (const { symbol, seen } of await watchLake(lake, series, [at])) {
    const facts = seen[0]?.facts
    const composite = facts ? score(facts, defaultRules).composite : null
    if (composite !== null) estimates.set(symbol, composite)
  }
  return estimates
}

/** Sorts symbols by score, highest first. Symbols without a score come last; ties keep their order. */
export const byEstimate = (symbols: readonly string[], estimates: ReadonlyMap<string, number>): readonly string[] =>
  [...symbols].sort((a, b) => (estimates.get(b) ?? -1) - (estimates.get(a) ?? -1))

/** The universe: which assets were worth trading, as of a time. */

import type { Lake } from '../data/lake/lake.ts'
import type { Series } from '../data/lake/series.ts'
import { type Universe, universeAt, universesOf } from '../data/universe/history.ts'
import { monthStarts as startsOf } from '../data/universe/month-starts.ts'
import { defaultRules, type UniverseRules } from '../data/universe/rules.ts'
import { watchLake } from '../data/universe/watch-lake.ts'
import { type TimeInput, timeOf } from '../market/time-input.ts'
import type { EpochMs } from '../market/units.ts'

export type { Universe } from '../data/universe/history.ts'
export { defaultRules, type UniverseRules } from '../data/universe/rules.ts'
export { marketSeries, newestCommon } from '../data/universe/watch-lake.ts'

/** Chooses the universe at each of several times, from what was known then. */
export async function history(
  lake: Lake,
  series: readonly Series[],
  times: readonly TimeInput[],
  rules: UniverseRules = defaultRules,
): Promise<readonly Universe[]> {
  const at = times.map(timeOf)
  return universesOf(await watchLake(lake, series, at), at, rules)
}

/** The universe in force at a time: the last one chosen by then; null before the first. */
export const inForce = (history: readonly Universe[], time: TimeInput): Universe | null =>
  universeAt(history, timeOf(time))

/** When to choose over a time range: at its beginning, and at 00:00 UTC on the first of every month after it. */
export const monthStarts = (from: TimeInput, to: TimeInput): readonly EpochMs[] => startsOf(timeOf(from), timeOf(to))

import { type DurationMs, type EpochMs, hour } from '../../market/units.ts'
import type { SentimentRow } from '../lake/tables.ts'
import type { FearGreedDay } from './check.ts'

export const sentimentVenue = 'alternative.me'
export const sentimentSymbol = 'fear-greed'

/**
 * How long after the start of its day a value counts as unknown.
 *
 * The site's `time_until_update` always runs out at the next 00:00 UTC (36 278 s at 13:55:22, 25 675 s at 16:52:05), so the
 * value of day t is made of what came before t and is out soon after t. How soon, it does not promise: the earliest recorded
 * answers that already hold their day's value came 1 h 33 min after its start (80 824 s left) and later. Two hours lie
 * beyond that.
 */
export const publicationDelay: DurationMs = 2 * hour

/** An earlier look at the site, which proves what was not yet out. */
export interface Look {
  readonly at: EpochMs
  /** The newest day that it showed. */
  readonly newest: EpochMs
}

/**
 * Days as rows of the lake. A value is known `publicationDelay` after its day began; or only `now`, when the look before
 * this one came later than that and did not show it yet: a site that is late is not known early.
 *
 * @param now    when the answer came
 * @param before the look before it; absent: none
 */
export function sentimentRows(days: readonly FearGreedDay[], now: EpochMs, before?: Look): readonly SentimentRow[] {
  return days.map(({ t, value }) => {
    const due = (t + publicationDelay) as EpochMs
    const isLate = before !== undefined && t > before.newest && before.at >= due
    return { venue: sentimentVenue, symbol: sentimentSymbol, t, value, knownAt: isLate ? now : due }
  })
}

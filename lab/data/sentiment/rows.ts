import { type DurationMs, type EpochMs, hour } from '../../market/units.ts'
import type { SentimentRow } from '../lake/tables.ts'
import type { FearGreedDay } from './check.ts'

export const sentimentVenue = 'alternative.me'
export const sentimentSymbol = 'fear-greed'

/**
 * How long after the start of its day a value counts as unknown: an assumption of ours, on the careful side.
 *
 * The site's `time_until_update` runs out at 00:00 UTC: the one answer that we found with the time of its reading beside it says
 * 25 675 s at 2026-06-02 16:52:05. So the value of day t is out at some time after t, and how soon is not promised. By the
 * same count, the earliest answer that we found with its day's value in it is from 1 h 33 min after t (80 824 s left, in another
 * project's test data). Nothing here proves that every day was on time; a client that watches sees when one is not.
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

import { type DurationMs, type EpochMs, hour } from '../../market/units.ts'
import type { SentimentRow } from '../lake/tables.ts'
import type { FearGreedDay } from './check.ts'

/** Venue and symbol under which the lake stores the index. */
export const sentimentVenue = 'alternative.me'
export const sentimentSymbol = 'fear-greed'

/**
 * Time from the start of a day until its value counts as known. It is a cautious assumption, because the site promises
 * no time of publication.
 *
 * The site's countdown `time_until_update` ends at 00:00 UTC: an answer read at 2026-06-02 16:52:05 says 25 675 s.
 * It is the only answer found with its reading time. The value of day t is thus published some time after t.
 *
 * The earliest answer found that contains its own day has 80 824 s left, so it was read 1 h 33 min after t. It is from
 * the test data of another project. Other days may have been later; a client that reads regularly notices a late day.
 */
export const publicationDelay: DurationMs = 2 * hour

/** An earlier reading of the site. Days after its newest one were not yet published at that time. */
export interface Observation {
  readonly at: EpochMs
  /** The newest day that the site showed. */
  readonly newest: EpochMs
}

/**
 * Converts days to rows of the lake. A value counts as known `publicationDelay` after the start of its day.
 *
 * If the site was read after that time and did not show the day yet, the value counts as known at `now` only.
 * A backtest then never uses a late value before it was published.
 *
 * @param now    time of the answer
 * @param before the previous reading, if any
 */
export function sentimentRows(
  days: readonly FearGreedDay[],
  now: EpochMs,
  before?: Observation,
): readonly SentimentRow[] {
  return days.map(({ t, value }) => {
    const due = (t + publicationDelay) as EpochMs
    const isLate = before !== undefined && t > before.newest && before.at >= due
    return { venue: sentimentVenue, symbol: sentimentSymbol, t, value, knownAt: isLate ? now : due }
  })
}

import { type DurationMs, type EpochMs, hour } from '../../market/units.ts'
import type { SentimentRow } from '../lake/tables.ts'
import type { FearGreedDay } from './check.ts'

/** Venue and symbol under which the lake stores the index. */
export const sentimentVenue = 'alternative.me'
export const sentimentSymbol = 'fear-greed'

/**
 * Time after the start of its day before which a value counts as unknown. This is a cautious assumption.
 *
 * The site's `time_until_update` runs out at 00:00 UTC: the only answer found together with its reading time says 25 675 s at
 * 2026-06-02 16:52:05. The value of day t is thus published some time after t, and no delay is promised. The earliest answer found
 * that contains its own day is, by the same countdown, from 1 h 33 min after t (80 824 s left; test data of another project). This
 * does not prove that every day was on time; a client that reads regularly notices a late one.
 */
export const publicationDelay: DurationMs = 2 * hour

/** An earlier reading of the site, which proves that later days were not yet published. */
export interface Observation {
  readonly at: EpochMs
  /** The newest day that the site showed. */
  readonly newest: EpochMs
}

/**
 * Converts days to rows of the lake. A value counts as known `publicationDelay` after its day began. If the site was read after that
 * time and did not show the day yet, the value counts as known only at `now`, so that no backtest knows a late value early.
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

import type { DurationMs, EpochMs } from '../../market/units.ts'
import { toBeFetched } from '../lake/to-be-fetched.ts'
import type { Coverage } from './coverage.ts'
import { mergeRanges, rangesSince, subtractRanges, type TimeRange } from './time-range.ts'

/** The data that a fetch should bring the lake to. */
export interface WantedRange {
  /** Start. Undefined: nothing before the lake's first row is wanted; with an empty lake, the start is `earliest`. */
  readonly from: EpochMs | undefined
  /** The earliest time for which the venue may have data. */
  readonly earliest: EpochMs
  /** End, exclusive. */
  readonly until: EpochMs
  /** Time from one row to the next. */
  readonly step: DurationMs
  /** Ranges with at most this time between them are joined into one request, which is cheaper; absent: 0. */
  readonly near?: DurationMs
}

/**
 * The time ranges of one series to request from the venue, earliest first.
 *
 * These are the wanted time before the lake's first row, the gaps between its rows, the recorded gaps marked as to be
 * fetched, and the time since its last row. Other recorded gaps are ranges that the venue lacks: they are skipped.
 */
export function missingRanges({ ends, missing, gaps }: Coverage, wanted: WantedRange): readonly TimeRange[] {
  const { from, earliest, until, step, near } = wanted
  if (!ends) return mergeRanges([{ from: from ?? earliest, to: until }])
  const fetchable = gaps.filter(isToBeFetched).map(rangeOf)
  const unavailable = gaps.filter(gap => !isToBeFetched(gap)).map(rangeOf)
  const before = from === undefined ? [] : [{ from, to: ends.first }]
  const all = [
    ...subtractRanges([...before, ...missing], unavailable),
    ...fetchable,
    // Rows after the last one are requested even in a recorded gap, because the venue may have published them since.
    { from: (ends.last + step) as EpochMs, to: until },
  ].map(one => ({ from: one.from, to: Math.min(one.to, until) as EpochMs }))
  return mergeRanges(from === undefined ? all : rangesSince(from, all), near)
}

const isToBeFetched = ({ reason }: { readonly reason: string }): boolean => reason.endsWith(toBeFetched)
const rangeOf = ({ t, to }: { readonly t: EpochMs; readonly to: EpochMs }): TimeRange => ({ from: t, to })

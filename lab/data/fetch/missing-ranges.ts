import type { DurationMs, EpochMs } from '../../market/units.ts'
import { toBeFetched } from '../lake/to-be-fetched.ts'
import type { Coverage } from './coverage.ts'
import { mergeRanges, rangesSince, subtractRanges, type TimeRange } from './time-range.ts'

export interface WantedRange {
  /** Start of the wanted data; undefined: where the lake ends, and `earliest` when the lake has nothing. */
  readonly from: EpochMs | undefined
  /** The earliest time for which the venue may have data. */
  readonly earliest: EpochMs
  readonly until: EpochMs
  /** Time from one row to the next. */
  readonly step: DurationMs
  /** Ranges closer than this are requested together, which is cheaper than two requests. */
  readonly near?: DurationMs
}

/**
 * The time ranges of one series to request from the venue, earliest first: the time before the lake's first row when it is
 * wanted, the gaps inside, the ranges that the recorder left to be fetched, and everything since the last row. Ranges that the
 * venue is known not to have are recorded as gaps and not requested again.
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
    // The venue may by now have newest rows that it did not have before.
    { from: (ends.last + step) as EpochMs, to: until },
  ].map(one => ({ from: one.from, to: Math.min(one.to, until) as EpochMs }))
  return mergeRanges(from === undefined ? all : rangesSince(from, all), near)
}

const isToBeFetched = ({ reason }: { readonly reason: string }): boolean => reason.endsWith(toBeFetched)
const rangeOf = ({ t, to }: { readonly t: EpochMs; readonly to: EpochMs }): TimeRange => ({ from: t, to })

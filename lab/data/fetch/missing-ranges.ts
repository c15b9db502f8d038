import type { DurationMs, EpochMs } from '../../market/units.ts'
import { toBeFetched } from '../lake/to-be-fetched.ts'
import type { Coverage } from './coverage.ts'
import { mergeRanges, rangesSince, subtractRanges, type TimeRange } from './time-range.ts'

export interface WantedRange {
  /** From when on it is wanted; undefined: from where the lake ends, and without anything there, from `earliest`. */
  readonly from: EpochMs | undefined
  /** How far back the venue may have it. */
  readonly earliest: EpochMs
  readonly until: EpochMs
  /** From one row to the next. */
  readonly step: DurationMs
  /** What lies so close is asked for at once: cheaper than twice. */
  readonly near?: DurationMs
}

/**
 * What to ask the venue of one series, earliest first: what lies before the lake's first row, when it is wanted, the gaps inside and
 * what is still to be fetched by the recorder's word, and all since the last row. What the venue was found not to have, is on record and not asked
 * again.
 */
export function missingRanges({ ends, missing, gaps }: Coverage, wanted: WantedRange): readonly TimeRange[] {
  const { from, earliest, until, step, near } = wanted
  if (!ends) return mergeRanges([{ from: from ?? earliest, to: until }])
  const promised = gaps.filter(isPromised).map(ofGap)
  const refused = gaps.filter(gap => !isPromised(gap)).map(ofGap)
  const before = from === undefined ? [] : [{ from, to: ends.first }]
  const all = [
    ...subtractRanges([...before, ...missing], refused),
    ...promised,
    // Of the newest, the venue may since have what it had not.
    { from: (ends.last + step) as EpochMs, to: until },
  ].map(one => ({ from: one.from, to: Math.min(one.to, until) as EpochMs }))
  return mergeRanges(from === undefined ? all : rangesSince(from, all), near)
}

const isPromised = ({ reason }: { readonly reason: string }): boolean => reason.endsWith(toBeFetched)
const ofGap = ({ t, to }: { readonly t: EpochMs; readonly to: EpochMs }): TimeRange => ({ from: t, to })

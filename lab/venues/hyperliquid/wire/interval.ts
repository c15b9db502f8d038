import { type DurationMs, day, parseInterval } from '../../../market/units.ts'

/**
 * Intervals of the venue's candles by name. The month is left out, because it has no fixed length. Weeks start on
 * Thursday, because 1 January 1970 was one.
 */
export const intervals: Readonly<Record<IntervalName, DurationMs>> = {
  ...{ '1m': parseInterval('1m'), '3m': parseInterval('3m'), '5m': parseInterval('5m') },
  ...{ '15m': parseInterval('15m'), '30m': parseInterval('30m'), '1h': parseInterval('1h') },
  ...{ '2h': parseInterval('2h'), '4h': parseInterval('4h'), '8h': parseInterval('8h'), '12h': parseInterval('12h') },
  ...{ '1d': day, '3d': 3 * day, '1w': 7 * day },
}
export type IntervalName = '1m' | '3m' | '5m' | '15m' | '30m' | '1h' | '2h' | '4h' | '8h' | '12h' | '1d' | '3d' | '1w'

/** The venue's name for monthly candles. */
export const month = '1M'

/** The venue's name of an interval; undefined when the venue has no candles of it. */
export const intervalName = (interval: DurationMs): IntervalName | undefined =>
  (Object.keys(intervals) as IntervalName[]).find(name => intervals[name] === interval)

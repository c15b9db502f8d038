import { type DurationMs, day, type EpochMs, type Price, type Size } from '../../../market/units.ts'
import { list, notNegative, positive, type Raw, raw, text, time, whole } from './fields.ts'
import { type IntervalName, intervals, month } from './interval.ts'
import { reading, refuse } from './refusal.ts'

/** A candle as sent by the venue. It may change until its end has passed. */
export interface WireCandle {
  readonly symbol: string
  /** Length in ms. For the interval `1M` it is the length of the candle's month. */
  readonly interval: DurationMs
  /** Open time. */
  readonly t: EpochMs
  /** Time of its end, exclusive. */
  readonly end: EpochMs
  readonly open: Price
  readonly high: Price
  readonly low: Price
  readonly close: Price
  /** Base units. */
  readonly volume: Size
  /** Number of trades. */
  readonly trades: number
}

/**
 * Parses a message of the `candle` channel.
 *
 * @param what name of the message in errors
 * @throws WireError for a malformed message. It is also thrown if high and low do not enclose open and close, or the
 *   candle's length is not that of its interval.
 */
export const parseCandle = (data: unknown, what = 'candle'): WireCandle => reading(what, data, candle)

/** Parses an answer to `candleSnapshot`. @throws WireError like {@link parseCandle} */
export const parseCandles = (data: unknown, what = 'candleSnapshot'): WireCandle[] =>
  reading(what, data, candles => list(candles, candle))

function candle(data: unknown): WireCandle {
  const from = raw(data)
  const { open, high, low, close } = prices(from)
  const t = time(from, 't')
  const interval = lengthOf(from, t)
  const end = (t + interval) as EpochMs
  return {
    ...{ symbol: text(from, 's'), interval, t, end, open, high, low, close },
    ...{ volume: notNegative(from, 'v'), trades: whole(from, 'n') },
  }
}

function prices(from: Raw) {
  const [open, high, low, close] = [positive(from, 'o'), positive(from, 'h'), positive(from, 'l'), positive(from, 'c')]
  if (!(high >= Math.max(open, close, low))) refuse('h', `at least ${Math.max(open, close, low)}`, from.h)
  if (!(low <= Math.min(open, close))) refuse('l', `at most ${Math.min(open, close)}`, from.l)
  return { open, high, low, close }
}

/** Length of the interval. It is checked against the candle's last millisecond, which the venue sends as `T`. */
function lengthOf(from: Raw, t: EpochMs): DurationMs {
  const name = text(from, 'i')
  if (name === month) return monthOf(from, t)
  if (!Object.hasOwn(intervals, name))
    refuse('i', `an interval: ${[...Object.keys(intervals), month].join(', ')}`, name)
  const interval = intervals[name as IntervalName]
  if (from.T !== t + interval - 1) refuse('T', `${t + interval - 1}, an interval after ${t}`, from.T)
  return interval
}

function monthOf(from: Raw, t: EpochMs): DurationMs {
  const length = time(from, 'T') + 1 - t
  return length >= 28 * day && length <= 31 * day ? length : refuse('T', `a month after ${t}`, from.T)
}

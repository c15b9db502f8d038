import type { DurationMs, EpochMs, Price, Size } from '../../../market/units.ts'
import { list, notNegative, positive, type Raw, raw, text, time, whole } from './fields.ts'
import { intervals } from './interval.ts'
import { reading, refuse } from './refusal.ts'

/** A candle, perhaps still moving: it is closed only once its end has passed. */
export interface WireCandle {
  readonly symbol: string
  readonly interval: DurationMs
  /** When it opens, and its end, exclusive. */
  readonly t: EpochMs
  readonly end: EpochMs
  readonly open: Price
  readonly high: Price
  readonly low: Price
  readonly close: Price
  /** Base units. */
  readonly volume: Size
  readonly trades: number
}

/** One candle of the `candle` channel. @throws WireError, also when high and low do not enclose, or it is not as long as its interval */
export const parseCandle = (data: unknown, what = 'candle'): WireCandle => reading(what, data, candle)

/** `candleSnapshot`. @throws WireError like {@link parseCandle} */
export const parseCandles = (data: unknown, what = 'candleSnapshot'): WireCandle[] =>
  reading(what, data, candles => list(candles, candle))

function candle(data: unknown): WireCandle {
  const from = raw(data)
  const { open, high, low, close } = prices(from)
  const interval = lengthOf(from)
  const t = time(from, 't')
  const end = (t + interval) as EpochMs
  // The venue names the last millisecond that belongs to it.
  if (from.T !== end - 1) refuse('T', `${end - 1}, an interval after ${t}`, from.T)
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

function lengthOf(from: Raw): DurationMs {
  const name = text(from, 'i')
  if (!Object.hasOwn(intervals, name)) refuse('i', `an interval: ${Object.keys(intervals).join(', ')}`, name)
  return intervals[name as keyof typeof intervals]
}

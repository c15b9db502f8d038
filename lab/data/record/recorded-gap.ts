import { type DurationMs, type EpochMs, minute, showInterval } from '../../market/units.ts'

/** A time range of one symbol's stream in which rows are missing or may be missing. */
export interface RecordedGap {
  readonly symbol: string
  /** Name of the data stream, such as `trades` or `candles 1m`. */
  readonly stream: string
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
  /** Cause of the gap, as text for people. */
  readonly reason: string
}

/** The stream name of trades. */
export const tradesStream = 'trades'
/** The stream name of candles, such as `candles 1m`. */
export const candlesStream = (interval: DurationMs): string => `candles ${showInterval(interval)}`
/** The shortest candle interval that venues publish. Shorter candles are built from trades and cannot be fetched. */
export const shortestFetched: DurationMs = minute

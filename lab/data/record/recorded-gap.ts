import { type DurationMs, type EpochMs, minute, showInterval } from '../../market/units.ts'

/** A time range of one symbol's stream in which rows are missing, or may be. */
export interface RecordedGap {
  readonly symbol: string
  readonly stream: string
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
  /** Text for people. */
  readonly reason: string
}

export const tradesStream = 'trades'
/** The stream name of candles, such as `candles 1m`. */
export const candlesStream = (interval: DurationMs): string => `candles ${showInterval(interval)}`
/** The shortest candles that venues publish. Shorter ones are made of trades and cannot be fetched. */
export const shortestFetched: DurationMs = minute

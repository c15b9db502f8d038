import { type DurationMs, type EpochMs, minute, showInterval } from '../../market/units.ts'

/** A time range of one symbol's record in which something is missing, or may be. */
export interface RecordedGap {
  readonly symbol: string
  readonly stream: string
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
  /** In words for a person. */
  readonly reason: string
}

export const tradesStream = 'trades'
/** `candles 1m`. */
export const candlesStream = (interval: DurationMs): string => `candles ${showInterval(interval)}`
/** The shortest candles that the venue itself gives out: shorter ones are made of trades, and lost with them. */
export const shortestFetched: DurationMs = minute

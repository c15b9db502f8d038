import type { Clock } from '../../clock.ts'
import type { MarketFeed } from '../../market/market-feed.ts'
import type { DurationMs, EpochMs } from '../../market/units.ts'
import type { Lake } from '../lake/lake.ts'
import type { FearGreed } from '../sentiment/fear-greed.ts'

/** Kinds of data in fetch order. Kinds that are fetched quickly and soon out of date come first. */
export const dataKinds = ['listings', 'sentiment', 'contexts', 'books', 'candles', 'funding'] as const
export type DataKind = (typeof dataKinds)[number]

/** The part of a market feed that a fetch uses. */
export type FetchFeed = Pick<
  MarketFeed,
  'venue' | 'title' | 'costs' | 'listings' | 'candles' | 'funding' | 'contexts' | 'book'
>

export interface FetchOptions {
  readonly lake: Lake
  readonly feed: FetchFeed
  /** Source of the sentiment index. */
  readonly fearGreed: Pick<FearGreed, 'read'>
  /** Kinds of data to fetch. */
  readonly what: readonly DataKind[]
  /** `all`: every listed perpetual. Delisted ones can be named, since the venue keeps their history. */
  readonly symbols: readonly string[] | 'all'
  /** Intervals of the candles. */
  readonly intervals: readonly DurationMs[]
  /**
   * Start of the data. If undefined, a stored series continues at its end in the lake, and a series that the lake lacks
   * starts as early as the venue offers it.
   */
  readonly from?: EpochMs | undefined
  readonly clock: Clock
  /** Once aborted, running requests finish and no new ones start. */
  readonly signal: AbortSignal
  readonly onProgress?: (progress: FetchProgress) => void
}

export interface FetchProgress {
  /** What was fetched last, such as `candles 1h of BTC`. */
  readonly label: string
  /** Estimated weight of the requests answered so far, and of all requests; `done / total` is the progress. */
  readonly done: number
  readonly total: number
}

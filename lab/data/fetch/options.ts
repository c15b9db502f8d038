import type { Clock } from '../../clock.ts'
import type { MarketFeed } from '../../market/market-feed.ts'
import type { DurationMs, EpochMs } from '../../market/units.ts'
import type { Lake } from '../lake/lake.ts'
import type { FearGreed } from '../sentiment/fear-greed.ts'

/** What can be fetched, in the order in which it is: what is soon had, and soon stale, comes first. */
export const dataKinds = ['listings', 'sentiment', 'contexts', 'books', 'candles', 'funding'] as const
export type DataKind = (typeof dataKinds)[number]

/** What is asked of the venue. */
export type FetchFeed = Pick<
  MarketFeed,
  'venue' | 'title' | 'costs' | 'listings' | 'candles' | 'funding' | 'contexts' | 'book'
>

export interface FetchOptions {
  readonly lake: Lake
  readonly feed: FetchFeed
  readonly mood: Pick<FearGreed, 'read'>
  readonly what: readonly DataKind[]
  /** `all`: perpetuals that are listed. Others can be named too: the venue keeps the past of what it has delisted. */
  readonly symbols: readonly string[] | 'all'
  /** Of the candles. */
  readonly intervals: readonly DurationMs[]
  /** From when on; undefined: from where the lake ends, and of what it has nothing, as far back as the venue goes. */
  readonly from?: EpochMs | undefined
  readonly clock: Clock
  /** Once aborted, what is under way is finished and nothing is begun. */
  readonly signal: AbortSignal
  readonly onProgress?: (progress: FetchProgress) => void
}

export interface FetchProgress {
  /** What was had last, such as `candles 1h of BTC`. */
  readonly label: string
  /** Weight of the questions that are answered, and of all, by estimate. */
  readonly done: number
  readonly total: number
}

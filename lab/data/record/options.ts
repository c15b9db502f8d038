import type { Clock } from '../../clock.ts'
import type { FeedEvent } from '../../market/feed-stream.ts'
import type { MarketFeed } from '../../market/market-feed.ts'
import { type DurationMs, minute, second } from '../../market/units.ts'
import type { Random } from '../../random.ts'
import type { Timers } from '../../timers.ts'
import type { Lake } from '../lake/lake.ts'
import type { RecordedGap } from './recorded-gap.ts'

/** What the recorder needs of a venue. */
export type RecorderFeed = Pick<
  MarketFeed,
  'venue' | 'title' | 'intervals' | 'accounts' | 'candles' | 'recentTrades' | 'funding' | 'fills' | 'stream'
>

export interface RecorderOptions {
  readonly lake: Lake
  readonly feed: RecorderFeed
  readonly symbols: readonly string[]
  /** Of the candles, ascending, each a multiple of the one before. */
  readonly intervals: readonly DurationMs[]
  /** Whether each trade is kept too, not only the bars made of them. */
  readonly trades: boolean
  /** Whether our minutes are held against the venue's own candles, and fetched where the two differ. */
  readonly audit: boolean
  /** How often a book is kept; undefined for never. */
  readonly books: DurationMs | undefined
  /** How often an asset context is kept; undefined for never. */
  readonly contexts: DurationMs | undefined
  /** Whether funding payments are fetched after each full hour. */
  readonly funding: boolean
  /** An account whose fills are kept. */
  readonly account?: string
  /** For a symbol that has no candles yet: how many of each interval are fetched, as far as the venue has them. */
  readonly backfill: number
  /** How late a trade may come and still be in its bar. */
  readonly lateness: DurationMs
  /** How long rows wait for the disk: what a power cut may take. */
  readonly flushEvery: DurationMs
  /** Rows that may wait at most. */
  readonly capacity: number
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly onEvent?: (event: RecorderEvent) => void
}

/** What a person, or a log, may want to know. */
export type RecorderEvent =
  | Extract<FeedEvent, { type: 'up' | 'down' | 'error' | 'unreadable' | 'failed' }>
  | { readonly type: 'gap'; readonly gap: RecordedGap }
  | { readonly type: 'filled'; readonly gap: RecordedGap }
  /** Something could not be fetched; it is tried again. @property error why, in words */
  | { readonly type: 'unanswered'; readonly what: string; readonly error: string }
  /** Recording cannot go on. */
  | { readonly type: 'broken'; readonly error: unknown }

export const defaults = {
  books: minute,
  contexts: minute,
  backfill: 5_000,
  lateness: 2 * second,
  flushEvery: 2 * second,
  capacity: 500_000,
} as const

import type { Clock } from '../../clock.ts'
import type { FeedEvent } from '../../market/feed-stream.ts'
import type { MarketFeed } from '../../market/market-feed.ts'
import { type DurationMs, minute, second } from '../../market/units.ts'
import type { Random } from '../../random.ts'
import type { Timers } from '../../timers.ts'
import type { Lake } from '../lake/lake.ts'
import type { RecordedGap } from './recorded-gap.ts'

/** The part of a market feed that the recorder uses. */
export type RecorderFeed = Pick<
  MarketFeed,
  'venue' | 'title' | 'intervals' | 'accounts' | 'candles' | 'recentTrades' | 'funding' | 'fills' | 'stream'
>

export interface RecorderOptions {
  readonly lake: Lake
  readonly feed: RecorderFeed
  readonly symbols: readonly string[]
  /** Intervals of the candles, ascending, each a multiple of the one before. */
  readonly intervals: readonly DurationMs[]
  /** Whether each trade is recorded too, not only the bars made of trades. */
  readonly trades: boolean
  /** Whether recorded minutes are compared with the venue's own candles, and fetched where they differ. */
  readonly audit: boolean
  /** Time between two recorded books of a symbol; undefined: none. */
  readonly books: DurationMs | undefined
  /** Time between two recorded asset contexts of a symbol; undefined: none. */
  readonly contexts: DurationMs | undefined
  /** Whether funding payments are fetched after each full hour. */
  readonly funding: boolean
  /** Account whose fills are recorded. */
  readonly account?: string
  /** Bars of each interval to fetch for a symbol without candles in the lake, as far as the venue has them. */
  readonly backfill: number
  /** How late a trade may arrive and still enter its bar. */
  readonly lateness: DurationMs
  /** Time between two writes to the disk. A power cut can lose that much. */
  readonly flushEvery: DurationMs
  /** Most rows that may wait for the disk. */
  readonly capacity: number
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly onEvent?: (event: RecorderEvent) => void
}

/** Events for a log or a console. */
export type RecorderEvent =
  | Extract<FeedEvent, { type: 'up' | 'down' | 'error' | 'unreadable' | 'failed' }>
  | { readonly type: 'gap'; readonly gap: RecordedGap }
  | { readonly type: 'filled'; readonly gap: RecordedGap }
  /** A request failed and will be repeated. @property error the reason, as text */
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

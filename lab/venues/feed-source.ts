import type { Clock } from '../clock.ts'
import type { FeedFacts, MarketFeed } from '../market/market-feed.ts'
import type { Random } from '../random.ts'
import type { Timers } from '../timers.ts'

export interface FeedOptions {
  /** A server of one's own, such as `http://127.0.0.1:8000`; the venue's when absent. */
  readonly url?: string
  readonly isTestnet: boolean
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
}

/** A venue whose market can be read. */
export interface FeedSource extends FeedFacts {
  /** Asks nothing yet. */
  open(options: FeedOptions): MarketFeed
}

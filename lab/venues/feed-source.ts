import type { Clock } from '../clock.ts'
import type { FeedFacts, MarketFeed } from '../market/market-feed.ts'
import type { Random } from '../random.ts'
import type { Timers } from '../timers.ts'

/** Options to open a market feed. */
export interface FeedOptions {
  /** Base URL of another server, such as `http://127.0.0.1:8000`; absent: the venue's own server. */
  readonly url?: string
  /** True for the venue's test network. */
  readonly isTestnet: boolean
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
}

/** A venue with readable market data: the facts of its feed, and a function that opens the feed. */
export interface FeedSource extends FeedFacts {
  /** Creates the feed without sending a request. */
  open(options: FeedOptions): MarketFeed
}

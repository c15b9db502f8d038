import type { Clock } from '../clock.ts'
import type { FeedFacts, MarketFeed } from '../market/market-feed.ts'
import type { Random } from '../random.ts'
import type { Timers } from '../timers.ts'

export interface FeedOptions {
  /** Another server, such as `http://127.0.0.1:8000`; absent: the venue's own. */
  readonly url?: string
  readonly isTestnet: boolean
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
}

/** A venue whose market data can be read. */
export interface FeedSource extends FeedFacts {
  /** Creates the feed without sending a request. */
  open(options: FeedOptions): MarketFeed
}

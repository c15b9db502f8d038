import type { FeedSource } from './feed-source.ts'
import { hyperliquid } from './hyperliquid/market-feed/source.ts'

/** Every venue whose market data can be fetched and recorded. */
const sources: readonly FeedSource[] = [hyperliquid]

/** Feed sources by the venue's name in the lake. */
export const feeds: ReadonlyMap<string, FeedSource> = new Map(sources.map(source => [source.venue, source]))

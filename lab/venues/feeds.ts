import type { FeedSource } from './feed-source.ts'
import { hyperliquid } from './hyperliquid/market-feed/source.ts'

/** Every venue whose market can be fetched and recorded. */
const sources: readonly FeedSource[] = [hyperliquid]

/** The same, by the lake's name for the venue. */
export const feeds: ReadonlyMap<string, FeedSource> = new Map(sources.map(source => [source.venue, source]))

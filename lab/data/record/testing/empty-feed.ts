import type { FeedStream } from '../../../market/feed-stream.ts'
import type { FeedFacts } from '../../../market/market-feed.ts'
import { ok } from '../../../result.ts'
import type { RecorderFeed } from '../options.ts'

/** A venue without history, and with a stream that sends nothing. Tests override what they need. */
export const emptyFeed = (facts: FeedFacts, changes: Partial<RecorderFeed> = {}): RecorderFeed => ({
  ...facts,
  candles: async (_symbol, _interval, from, to) => ok({ rows: [], missing: [{ from, to, reason: 'no venue' }] }),
  recentTrades: async () => ok([]),
  funding: async () => ok([]),
  fills: async () => ok({ rows: [], missing: [] }),
  stream: () => silent,
  ...changes,
})

const end = () => {}
const silent: FeedStream = {
  ...{ trades: () => end, books: () => end, contexts: () => end, candles: () => end, fills: () => end },
  counters: () => ({ connections: [], subscriptions: [] }),
  close: end,
}

import type { FeedFacts } from '../../../market/market-feed.ts'
import type { EpochMs } from '../../../market/units.ts'
import { venue } from '../reads/venue.ts'
import { intervals } from '../wire/interval.ts'

/** A request weighs 20, and one more for every `rowsForOne` rows of its answer. */
const costs = (rowsForOne: number) => ({ question: (rows: number) => 20 + Math.ceil(rows / rowsForOne) })

/** Facts about the venue. Source: its documentation of rate limits, and its answers. */
export const facts: FeedFacts = {
  ...{ venue, title: 'Hyperliquid', intervals, mostSubscriptions: 1_000 },
  costs: {
    ...{ perMinute: 1_200, unhurriedPerMinute: 840, contexts: 20, book: 2 },
    // 1,200 candles cost as much as a request.
    candles: { ...costs(60), kept: 5_000, near: 1_200 },
    funding: { ...costs(20), page: 500, earliest: Date.UTC(2023, 0, 1) as EpochMs },
  },
  accounts: { pattern: /^0x[0-9a-f]{40}$/i, description: '0x and 40 hexadecimal digits' },
}

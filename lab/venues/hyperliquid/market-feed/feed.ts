import type { Clock } from '../../../clock.ts'
import type { MarketFeed } from '../../../market/market-feed.ts'
import type { Random } from '../../../random.ts'
import type { Timers } from '../../../timers.ts'
import type { InfoTransport } from '../http/transport.ts'
import { createReads } from '../reads/reads.ts'
import { answerOf } from './answer.ts'
import { facts } from './facts.ts'
import { instrumentsOf } from './instruments.ts'
import { listingRows } from './listings.ts'
import { feedStream } from './stream.ts'

export interface HyperliquidFeedOptions {
  /** Sends the requests of the feed; `close` of the feed closes it too. */
  readonly transport: InfoTransport
  /** Address of the WebSocket, `wss://…/ws`. */
  readonly streamUrl: string
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
}

/** Implements `MarketFeed` for Hyperliquid's perpetuals. */
export function hyperliquidFeed(options: HyperliquidFeedOptions): MarketFeed {
  const { transport, streamUrl: url, clock, timers, random } = options
  const reads = createReads(transport, clock)
  return {
    ...facts,
    instruments: symbols => answerOf(reads.meta().then(meta => instrumentsOf(meta, symbols))),
    listings: () => answerOf(reads.meta().then(({ universe }) => listingRows(universe, clock()))),
    candles: (...asked) => answerOf(reads.candles(...asked)),
    funding: (...asked) => answerOf(reads.fundingHistory(...asked)),
    contexts: () => answerOf(reads.assetContexts()),
    book: symbol => answerOf(reads.l2Book(symbol)),
    recentTrades: symbol => answerOf(reads.recentTrades(symbol)),
    fills: (...asked) => answerOf(reads.userFillsByTime(...asked)),
    stream: onEvent => feedStream({ url, clock, timers, random }, onEvent),
    weightUsed: () => transport.counters().weightUsed,
    close: () => transport.close(),
  }
}

import type { Result } from '../result.ts'
import type { FeedEvent, FeedStream } from './feed-stream.ts'
import type { Instrument } from './instrument.ts'
import type { Ranged } from './ranged.ts'
import type { ReadCosts } from './read-costs.ts'
import type { AssetContextRow, BookRow, CandleRow, FillRow, FundingRow, ListingRow, TradeRow } from './records.ts'
import type { DurationMs, EpochMs } from './units.ts'

/** Why a question has no answer. It says nothing about the market. */
export interface FeedError {
  /**
   * - `unanswered`: nothing came, after all tries
   * - `unreadable`: what came is not what it should be
   * - `refused`: the venue, or the feed for it, does not take such a question
   */
  readonly kind: 'unanswered' | 'unreadable' | 'refused'
  /** What was asked and what came of it, in one line for a person. */
  readonly why: string
}

/** A failed read is never an empty read. A rejected promise is a bug of ours. */
export type FeedAnswer<T> = Promise<Result<T, FeedError>>

/** What is known of a venue before it is asked anything. */
export interface FeedFacts {
  /** The lake's name for the venue, such as `hyperliquid`. */
  readonly venue: string
  /** The name for people, such as `Hyperliquid`. */
  readonly title: string
  /** The candles that the venue makes, by its names for their lengths. */
  readonly intervals: Readonly<Record<string, DurationMs>>
  readonly costs: ReadCosts
  /** Channels that one address may be subscribed to at once. */
  readonly mostSubscriptions: number
  /** What an account's name looks like, where the venue shows everybody's fills; undefined where it does not. */
  readonly accounts?: { readonly pattern: RegExp; readonly description: string }
}

/**
 * All that a venue tells of its markets, in our records and units. What the venue does not have is said as a time that is missing,
 * never left out. Owns connections: close it.
 */
export interface MarketFeed extends FeedFacts {
  /** Lots, ticks and margin of these symbols; `refused` when one is not traded there. */
  instruments(symbols: readonly string[]): FeedAnswer<ReadonlyMap<string, Instrument>>
  /** All that the venue trades or has traded. */
  listings(): FeedAnswer<readonly ListingRow[]>
  /** Closed candles that open in [from, to), and every time in it without one. What is still open is neither. */
  candles(symbol: string, interval: DurationMs, from: EpochMs, to: EpochMs): FeedAnswer<Ranged<CandleRow>>
  /** Payments in [from, to], oldest first. Each says for how many hours it is, so that a missing one shows. */
  funding(symbol: string, from: EpochMs, to: EpochMs): FeedAnswer<readonly FundingRow[]>
  /** Of everything that trades and has a price, at the time of the answer. */
  contexts(): FeedAnswer<readonly AssetContextRow[]>
  /** The book as it is now, as deep as the venue shows it. */
  book(symbol: string): FeedAnswer<BookRow>
  /** The newest few, newest first. */
  recentTrades(symbol: string): FeedAnswer<readonly TradeRow[]>
  /** Fills of an account in [from, to], where the venue shows them to everybody: `refused` where not. */
  fills(account: string, from: EpochMs, to: EpochMs): FeedAnswer<Ranged<FillRow>>
  /** @param onEvent what the stream tells of itself: to ignore it is to take silence for calm. Must not throw */
  stream(onEvent: (event: FeedEvent) => void): FeedStream
  /** Weight of the questions of the last minute. */
  weightUsed(): number
  close(): Promise<void>
}

import type { Result } from '../result.ts'
import type { FeedEvent, FeedStream } from './feed-stream.ts'
import type { Instrument } from './instrument.ts'
import type { Ranged } from './ranged.ts'
import type { ReadCosts } from './read-costs.ts'
import type { AssetContextRow, BookRow, CandleRow, FillRow, FundingRow, ListingRow, TradeRow } from './records.ts'
import type { DurationMs, EpochMs } from './units.ts'

/** Reason why a request failed. A failure gives no information about the market. */
export interface FeedError {
  /**
   * - `unanswered`: no response after all retries
   * - `unreadable`: the response does not have the expected form
   * - `refused`: the venue, or our adapter for it, does not support the request
   */
  readonly kind: 'unanswered' | 'unreadable' | 'refused'
  /** The request and the reason of its failure, as one line of text for people. */
  readonly why: string
}

/**
 * Result of a request to a venue. A failed request gives an error, never an empty result. The promise rejects only for
 * a bug in this code.
 */
export type FeedAnswer<T> = Promise<Result<T, FeedError>>

/** Facts about a venue that need no request. */
export interface FeedFacts {
  /** The lake's name for the venue, such as `hyperliquid`. */
  readonly venue: string
  /** Display name, such as `Hyperliquid`. */
  readonly title: string
  /** Candle intervals that the venue offers, keyed by the venue's own names. */
  readonly intervals: Readonly<Record<string, DurationMs>>
  /** Request weights, and how far back the venue answers. */
  readonly costs: ReadCosts
  /** Maximum number of channels that one network address may subscribe to at once. */
  readonly mostSubscriptions: number
  /** Pattern of an account name and its description, on venues that publish every account's fills; absent on others. */
  readonly accounts?: { readonly pattern: RegExp; readonly description: string }
}

/**
 * Market data of one venue, in our record types and units. Data that the venue does not have is reported as a missing
 * time range, never left out silently. The feed keeps network connections open until `close` is called.
 */
export interface MarketFeed extends FeedFacts {
  /** Lot, tick and margin rules of these symbols; `refused` when the venue does not trade one of them. */
  instruments(symbols: readonly string[]): FeedAnswer<ReadonlyMap<string, Instrument>>
  /** Every symbol that the venue trades or has traded. */
  listings(): FeedAnswer<readonly ListingRow[]>
  /**
   * Closed candles that open in [from, to), and the time ranges without candles. The candle that is still open is in
   * neither list.
   */
  candles(symbol: string, interval: DurationMs, from: EpochMs, to: EpochMs): FeedAnswer<Ranged<CandleRow>>
  /**
   * Funding payments in [from, to], oldest first. Each row states how many hours it covers, so that a missing payment
   * can be detected.
   */
  funding(symbol: string, from: EpochMs, to: EpochMs): FeedAnswer<readonly FundingRow[]>
  /** Current funding rate, open interest and prices of every symbol that trades and has a price. */
  contexts(): FeedAnswer<readonly AssetContextRow[]>
  /** The current order book, as deep as the venue shows it. */
  book(symbol: string): FeedAnswer<BookRow>
  /** The most recent trades, newest first. */
  recentTrades(symbol: string): FeedAnswer<readonly TradeRow[]>
  /** Fills of an account in [from, to]; `refused` on venues that do not publish them. */
  fills(account: string, from: EpochMs, to: EpochMs): FeedAnswer<Ranged<FillRow>>
  /**
   * Opens a stream of live market data.
   *
   * @param onEvent receives events about the stream itself, such as interruptions, which would otherwise look like a
   *   quiet market. It must not throw
   */
  stream(onEvent: (event: FeedEvent) => void): FeedStream
  /** Request weight used in the last minute. */
  weightUsed(): number
  close(): Promise<void>
}

import type { AssetContextRow, BookRow, CandleRow, FillRow, TradeRow } from './records.ts'
import type { DurationMs, EpochMs } from './units.ts'

/** A record of a stream, without the venue, which the stream implies. */
export type Streamed<Row> = Omit<Row, 'venue'>

/** A candle that may still change. It is final once the venue sends a later one. */
export type MovingCandle = Streamed<Omit<CandleRow, 'funding' | 'vwap'>>

/** One message of one channel. */
export interface News<T> {
  readonly data: T
  /** Whether the message repeats the current state (true) or adds new data (false). */
  readonly isSnapshot: boolean
  /** By our clock. */
  readonly receivedAt: EpochMs
  /** The venue's time of the oldest and of the newest record in the message; null when the venue gives none. */
  readonly earliest: EpochMs | null
  readonly latest: EpochMs | null
}

/** Trades of one symbol, each once, in the venue's order. */
export type TradeNews = News<readonly Streamed<TradeRow>[]>

/** One subscription, the unit that a gap refers to. */
export type FeedChannel =
  | { readonly kind: 'trades' | 'books' | 'contexts'; readonly symbol: string }
  | { readonly kind: 'candles'; readonly symbol: string; readonly interval: DurationMs }
  | { readonly kind: 'fills'; readonly account: string }

/** Why messages may be missing. */
export type GapReason =
  /** The connection closed. */
  | 'disconnected'
  /** Connected, but silent for longer than the subscriber allows. */
  | 'silent'
  /** The venue no longer serves the channel. */
  | 'refused'
  /** A message that may belong to this channel could not be parsed. */
  | 'unreadable'
  /** The handler was too slow and messages were dropped. */
  | 'overflow'

/** The time of one message, by two clocks. */
export interface Moment {
  /** By our clock. */
  readonly receivedAt: EpochMs
  /** By the venue's clock; null when the venue gives no time. */
  readonly venueTime: EpochMs | null
}

/** A period in which messages of a channel may be missing: from the last trusted message to the first one after it. */
export interface FeedGap {
  readonly channel: FeedChannel
  readonly from: Moment
  readonly to: Moment
  readonly reason: GapReason
  /** Whether the first message after the gap reaches back to before it, so that nothing is missing. */
  readonly bridged: boolean
}

/**
 * An event about the stream itself. A gap is reported twice: as `interrupted` when it opens, because silence then no
 * longer means a quiet market, and as `gap` when it ends, just before the first message after it.
 *
 * @property at         by our clock
 * @property connection number of the connection, counted from 0
 */
export type FeedEvent =
  | { readonly type: 'up'; readonly at: EpochMs; readonly connection: number }
  | { readonly type: 'down'; readonly at: EpochMs; readonly connection: number; readonly reason: string }
  | ({ readonly type: 'interrupted'; readonly at: EpochMs } & Omit<FeedGap, 'to' | 'bridged'>)
  | ({ readonly type: 'gap' } & FeedGap)
  /** A message could not be parsed. */
  | { readonly type: 'unreadable'; readonly at: EpochMs; readonly refusal: UnreadableMessage }
  /**
   * The venue reported an error. @property subscription what the venue says it concerns, in its own format, for the
   * log; null when it does not say
   */
  | { readonly type: 'error'; readonly at: EpochMs; readonly subscription: unknown; readonly text: string }
  /** A handler threw, or its promise was rejected: it has not processed that message. */
  | { readonly type: 'failed'; readonly at: EpochMs; readonly channel: FeedChannel; readonly error: unknown }

export interface UnreadableMessage {
  /** The venue's channel of the message; null when that could not be read either. */
  readonly channel: string | null
  /** Path inside the message, what was expected there, and what was found, shortened. */
  readonly path: string
  readonly expected: string
  readonly found: string
}

/** Message counters at the moment of the call. */
export interface FeedStreamCounters {
  /** @property opened how many times each connection has been opened */
  readonly connections: readonly { readonly opened: number }[]
  readonly subscriptions: readonly { readonly messages: number }[]
}

type Handler<T> = (news: News<T>) => unknown

/**
 * Live market data of one venue. Each method subscribes to one channel and passes its messages to `handler` one after
 * the other. While a promise returned by the handler is pending, later messages wait. Each method returns a function
 * that ends the subscription.
 *
 * @throws InputError for a channel that the venue does not have, and beyond the venue's limits
 */
export interface FeedStream {
  /** @param silence how long the symbol may be quiet before the stream reports a gap; no limit when left out */
  trades(symbol: string, handler: (news: TradeNews) => unknown, options?: { readonly silence?: DurationMs }): () => void
  books(symbol: string, handler: Handler<Streamed<BookRow>>): () => void
  /** The venue gives no time for a context. */
  contexts(symbol: string, handler: Handler<Streamed<Omit<AssetContextRow, 't'>>>): () => void
  candles(symbol: string, interval: DurationMs, handler: Handler<MovingCandle>): () => void
  /** Fills of any account, on venues that publish them. */
  fills(account: string, handler: Handler<readonly FillRow[]>): () => void
  counters(): FeedStreamCounters
  /** Ends every subscription; no event follows. */
  close(): void
}

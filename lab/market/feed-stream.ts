import type { AssetContextRow, BookRow, CandleRow, FillRow, TradeRow } from './records.ts'
import type { DurationMs, EpochMs } from './units.ts'

/** A record as streamed. It has no `venue`, because a stream belongs to one venue. */
export type Streamed<Row> = Omit<Row, 'venue'>

/** A candle that may still change. It is final when the venue sends a later candle. */
export type MovingCandle = Streamed<Omit<CandleRow, 'funding' | 'vwap'>>

/** One message of one channel. */
export interface News<T> {
  readonly data: T
  /** True if the message repeats the current state; false if it adds new data. */
  readonly isSnapshot: boolean
  /** Time of receipt by our clock. */
  readonly receivedAt: EpochMs
  /** Times of the oldest and of the newest record in the message, by the venue's clock; null without such times. */
  readonly earliest: EpochMs | null
  readonly latest: EpochMs | null
}

/** Trades of one symbol in the venue's order, without duplicates. */
export type TradeNews = News<readonly Streamed<TradeRow>[]>

/** One subscription. Gaps are reported per channel. */
export type FeedChannel =
  | { readonly kind: 'trades' | 'books' | 'contexts'; readonly symbol: string }
  | { readonly kind: 'candles'; readonly symbol: string; readonly interval: DurationMs }
  | { readonly kind: 'fills'; readonly account: string }

/** Reason why messages may be missing. */
export type GapReason =
  /** The connection closed. */
  | 'disconnected'
  /** The connection was open, but no message came for longer than the subscriber allows. */
  | 'silent'
  /** The venue no longer serves the channel. */
  | 'refused'
  /** A message that may belong to this channel could not be parsed. */
  | 'unreadable'
  /** The handler was too slow and messages were dropped. */
  | 'overflow'

/** Time of one message, by our clock and by the venue's. */
export interface Moment {
  /** By our clock. */
  readonly receivedAt: EpochMs
  /** By the venue's clock; null when the venue gives no time. */
  readonly venueTime: EpochMs | null
}

/** A period in which messages of a channel may be missing: from the last reliable message to the next one. */
export interface FeedGap {
  readonly channel: FeedChannel
  readonly from: Moment
  readonly to: Moment
  readonly reason: GapReason
  /** True if nothing is missing, because the first message after the gap reaches back to before the gap. */
  readonly bridged: boolean
}

/**
 * An event of the stream itself. A gap is reported twice. `interrupted` comes when it begins, because silence then no
 * longer means a quiet market. `gap` comes when it ends, just before the first message after it.
 *
 * @property at         time by our clock
 * @property connection index of the connection, counted from 0
 */
export type FeedEvent =
  | { readonly type: 'up'; readonly at: EpochMs; readonly connection: number }
  | { readonly type: 'down'; readonly at: EpochMs; readonly connection: number; readonly reason: string }
  | ({ readonly type: 'interrupted'; readonly at: EpochMs } & Omit<FeedGap, 'to' | 'bridged'>)
  | ({ readonly type: 'gap' } & FeedGap)
  /** A message could not be parsed. */
  | { readonly type: 'unreadable'; readonly at: EpochMs; readonly refusal: UnreadableMessage }
  /**
   * The venue reported an error.
   *
   * @property subscription the subscription in question, in the venue's own format, for the log; null if not given
   */
  | { readonly type: 'error'; readonly at: EpochMs; readonly subscription: unknown; readonly text: string }
  /** A handler threw, or its promise was rejected. The handler has not processed that message. */
  | { readonly type: 'failed'; readonly at: EpochMs; readonly channel: FeedChannel; readonly error: unknown }

/** A message that could not be parsed. */
export interface UnreadableMessage {
  /** Channel of the message, in the venue's words; null if it could not be read either. */
  readonly channel: string | null
  /** Path of the field inside the message, with the expected and the found value; the latter is shortened. */
  readonly path: string
  readonly expected: string
  readonly found: string
}

/** Counters since the start of the stream. */
export interface FeedStreamCounters {
  /** @property opened number of times that the connection has been opened */
  readonly connections: readonly { readonly opened: number }[]
  readonly subscriptions: readonly { readonly messages: number }[]
}

type Handler<T> = (news: News<T>) => unknown

/**
 * Live market data of one venue. Each subscribing method passes the messages of one channel to `handler`, one after the
 * other, and returns a function that ends the subscription. Later messages wait while a promise of the handler is
 * pending.
 *
 * @throws InputError if the venue does not have the channel, or its limit of subscriptions is reached
 */
export interface FeedStream {
  /** @param silence longest time without a trade before the stream reports a gap; absent: no limit */
  trades(symbol: string, handler: (news: TradeNews) => unknown, options?: { readonly silence?: DurationMs }): () => void
  books(symbol: string, handler: Handler<Streamed<BookRow>>): () => void
  /** Contexts have no `t`, because the venue gives no time for them. */
  contexts(symbol: string, handler: Handler<Streamed<Omit<AssetContextRow, 't'>>>): () => void
  candles(symbol: string, interval: DurationMs, handler: Handler<MovingCandle>): () => void
  /** Fills of any account; only on venues that publish them. */
  fills(account: string, handler: Handler<readonly FillRow[]>): () => void
  counters(): FeedStreamCounters
  /** Ends every subscription. No event follows. */
  close(): void
}

import type { AssetContextRow, BookRow, CandleRow, FillRow, TradeRow } from './records.ts'
import type { DurationMs, EpochMs } from './units.ts'

/** A record as it is streamed: the stream knows whose it is. */
export type Streamed<Row> = Omit<Row, 'venue'>

/** A candle that still moves: it is final once the venue speaks of a later one. */
export type MovingCandle = Streamed<Omit<CandleRow, 'funding' | 'vwap'>>

/** What came at one moment for one channel. */
export interface News<T> {
  readonly data: T
  /** Whether it repeats what went before rather than adding to it. */
  readonly isSnapshot: boolean
  /** By our clock. */
  readonly receivedAt: EpochMs
  /** The venue's time of the first and of the last thing in it; null where it does not say. */
  readonly earliest: EpochMs | null
  readonly latest: EpochMs | null
}

/** Trades of one symbol, each once, in the venue's order. */
export type TradeNews = News<readonly Streamed<TradeRow>[]>

/** What can be interrupted by itself. */
export type FeedChannel =
  | { readonly kind: 'trades' | 'books' | 'contexts'; readonly symbol: string }
  | { readonly kind: 'candles'; readonly symbol: string; readonly interval: DurationMs }
  | { readonly kind: 'fills'; readonly account: string }

/** Why something may be missing. */
export type GapReason =
  /** The connection closed. */
  | 'disconnected'
  /** Connected, and quiet for longer than its caller finds credible. */
  | 'silent'
  /** The venue does not serve it any more. */
  | 'refused'
  /** A message that may have been its own could not be read. */
  | 'unreadable'
  /** Its handler was too slow. */
  | 'overflow'

/** When something came. */
export interface Moment {
  /** By our clock. */
  readonly receivedAt: EpochMs
  /** By the venue's; null where it does not say. */
  readonly venueTime: EpochMs | null
}

/** A time over which messages of a channel may be missing: from the last that can be trusted to the first after it. */
export interface FeedGap {
  readonly channel: FeedChannel
  readonly from: Moment
  readonly to: Moment
  readonly reason: GapReason
  /** Whether the first message after it reaches back to before the gap: the venue has filled it itself. */
  readonly bridged: boolean
}

/**
 * What a stream tells of itself. A gap is told twice: when it opens, since silence is no calm from then on, and when it has ended, just
 * before the first message after it.
 *
 * @property at         by our clock
 * @property connection counted from 0
 */
export type FeedEvent =
  | { readonly type: 'up'; readonly at: EpochMs; readonly connection: number }
  | { readonly type: 'down'; readonly at: EpochMs; readonly connection: number; readonly reason: string }
  | ({ readonly type: 'interrupted'; readonly at: EpochMs } & Omit<FeedGap, 'to' | 'bridged'>)
  | ({ readonly type: 'gap' } & FeedGap)
  /** A message that could not be read. */
  | { readonly type: 'unreadable'; readonly at: EpochMs; readonly refusal: UnreadableMessage }
  /** The venue complains. @property subscription in the venue's own words, for a log; null where it does not say about what */
  | { readonly type: 'error'; readonly at: EpochMs; readonly subscription: unknown; readonly text: string }
  /** A handler threw, or its promise was rejected: it has not dealt with that message. */
  | { readonly type: 'failed'; readonly at: EpochMs; readonly channel: FeedChannel; readonly error: unknown }

export interface UnreadableMessage {
  /** The venue's channel that it may have been of; null where that could not be read either. */
  readonly channel: string | null
  /** Where in the message, what was expected there, and what stood there, shortened. */
  readonly path: string
  readonly expected: string
  readonly found: string
}

/** Plain numbers, as they stood when they were asked for. */
export interface FeedStreamCounters {
  /** @property opened how often each connection has been opened */
  readonly connections: readonly { readonly opened: number }[]
  readonly subscriptions: readonly { readonly messages: number }[]
}

type Handler<T> = (news: News<T>) => unknown

/**
 * A market as it happens. Each method asks for one channel and hands its messages to `handler`, one after the other; while a promise
 * that the handler returned is pending, they wait. What is returned ends the subscription.
 *
 * @throws InputError for what is no channel of this venue, and at the venue's limits
 */
export interface FeedStream {
  /** @param silence how long the symbol may be quiet before that is taken for a failure; when left out, for ever */
  trades(symbol: string, handler: (news: TradeNews) => unknown, options?: { readonly silence?: DurationMs }): () => void
  books(symbol: string, handler: Handler<Streamed<BookRow>>): () => void
  /** The venue does not say at what time a context held. */
  contexts(symbol: string, handler: Handler<Streamed<Omit<AssetContextRow, 't'>>>): () => void
  candles(symbol: string, interval: DurationMs, handler: Handler<MovingCandle>): () => void
  /** Fills of an account, where the venue shows them to everybody. */
  fills(account: string, handler: Handler<readonly FillRow[]>): () => void
  counters(): FeedStreamCounters
  /** Ends everything, and tells nothing more. */
  close(): void
}

import type { EpochMs } from './units.ts'

/** Cost of a request for rows, in the venue's unit of request weight. */
export interface RowCosts {
  /** Weight of one request whose answer has `rows` rows. */
  readonly question: (rows: number) => number
}

/** Request weights of a venue, and the age of the oldest data that it returns. A fetch plans its requests with them. */
export interface ReadCosts {
  /** Weight that one network address may spend per minute. */
  readonly perMinute: number
  /** Weight per minute for background reads, at most `perMinute`; the rest stays free for urgent requests. */
  readonly unhurriedPerMinute: number
  /** Weight of one request for the contexts of all symbols. */
  readonly contexts: number
  /** Weight of one request for the book of one symbol. */
  readonly book: number
  readonly candles: RowCosts & {
    /** Number of candles that the venue keeps per interval, including the open one. */
    readonly kept: number
    /**
     * Maximum number of candles between two missing ranges that are fetched with one request. Up to here, one request
     * is cheaper than two.
     */
    readonly near: number
  }
  readonly funding: RowCosts & {
    /** Maximum number of payments in one answer. */
    readonly page: number
    /** Time of the venue's first payment. */
    readonly earliest: EpochMs
  }
}

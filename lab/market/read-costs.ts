import type { EpochMs } from './units.ts'

/** Cost of a request for rows, in the venue's unit of request weight. */
export interface RowCosts {
  /** Weight of one request whose answer has this many rows. */
  readonly question: (rows: number) => number
}

/** How a venue weighs requests and how far back it answers. A fetch plans its requests with it. */
export interface ReadCosts {
  /** Weight that one network address may spend per minute, and the part of it reserved for background reads. */
  readonly perMinute: number
  readonly unhurriedPerMinute: number
  /** Weight of one request for the contexts of all symbols. */
  readonly contexts: number
  /** Weight of one request for the book of one symbol. */
  readonly book: number
  readonly candles: RowCosts & {
    /** Number of candles that the venue keeps per interval, including the open one. */
    readonly kept: number
    /**
     * Two missing ranges at most this many candles apart are fetched with one request, because that is cheaper than
     * two.
     */
    readonly near: number
  }
  readonly funding: RowCosts & {
    /** Number of payments in one answer. */
    readonly page: number
    /** Time of the venue's first payment. */
    readonly earliest: EpochMs
  }
}

import type { EpochMs } from './units.ts'

/** What a question for rows costs of a venue's budget, in the venue's unit of weight. */
export interface RowCosts {
  /** One question whose answer has so many rows. */
  readonly question: (rows: number) => number
}

/** How a venue counts what it is asked, and how far back it answers. A fetch plans its questions by it. */
export interface ReadCosts {
  /** Weight that one address may spend in a minute, and the part of it for reads that nobody waits for. */
  readonly perMinute: number
  readonly unhurriedPerMinute: number
  /** The contexts of all symbols. */
  readonly contexts: number
  /** The book of one symbol. */
  readonly book: number
  readonly candles: RowCosts & {
    /** Candles of each interval that the venue keeps, the open one with them. */
    readonly kept: number
    /** Candles that are cheaper to ask for once more than by a question of their own. */
    readonly near: number
  }
  readonly funding: RowCosts & {
    /** Payments in one answer. */
    readonly page: number
    /** The venue has made none before. */
    readonly earliest: EpochMs
  }
}

import type {
  AssetContextRow,
  BookRow,
  CandleRow,
  FillRow,
  FundingRow,
  ListingRow,
  SeriesKey,
  TradeRow,
} from '../../market/records.ts'
import type { EpochMs } from '../../market/units.ts'

/**
 * The tables of the lake. Every row is of one series: venue and symbol, and for candles interval. Where a value is `null` it is
 * not known, and a row that knows it is never overwritten by one that does not.
 *
 * SQL sees each as a view of the same name, columns in snake_case (`open_interest`), with `synthetic` and `time` besides.
 */
export interface Rows {
  readonly candles: CandleRow
  readonly trades: TradeRow
  readonly funding: FundingRow
  readonly asset_contexts: AssetContextRow
  readonly books: BookRow
  readonly sentiment: SentimentRow
  readonly fills: FillRow
  readonly gaps: GapRow
  readonly listings: ListingRow
}
export type TableName = keyof Rows

/** One value of an index of mood. One for each t. */
export interface SentimentRow extends SeriesKey {
  /** The start of the day that it is about. */
  readonly t: EpochMs
  /** 0, extreme fear, to 100, extreme greed. */
  readonly value: number
  /** From when on anybody could have known it. */
  readonly knownAt: EpochMs
}

/** A time range over which something may be missing from the lake, and could not be fetched. One for each stream and t. */
export interface GapRow extends SeriesKey {
  /** When it begins, and its end, exclusive. */
  readonly t: EpochMs
  readonly to: EpochMs
  /** What may be missing: `trades`, `candles 1m`, `books` … */
  readonly stream: string
  /** Why, in words for a person. */
  readonly reason: string
}

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
 * The tables of the lake. Every row belongs to a series, identified by venue and symbol, for candles also by interval.
 * `null` means unknown. An unknown value does not overwrite a known one (`schema.ts` has the rule for each column).
 *
 * In SQL each table is a view of the same name. Its columns are in snake_case (`open_interest`), and the view adds the
 * columns `synthetic` and `time`.
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

/** One value of a sentiment index; a series has one row per `t`. */
export interface SentimentRow extends SeriesKey {
  /** Start of the day that the value describes. */
  readonly t: EpochMs
  /** 0 (extreme fear) to 100 (extreme greed). */
  readonly value: number
  /** Earliest time at which the value was public. */
  readonly knownAt: EpochMs
}

/** A time range whose data may be missing and could not be fetched; one row per `stream` and `t`. */
export interface GapRow extends SeriesKey {
  /** Start and end (exclusive) of the range. */
  readonly t: EpochMs
  readonly to: EpochMs
  /** What may be missing: `trades`, `candles 1m`, `books` … */
  readonly stream: string
  /** Reason, for people to read. */
  readonly reason: string
}

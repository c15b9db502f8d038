import type { DurationMs, EpochMs } from './units.ts'

/** The venue and symbol that a record belongs to. */
export interface SeriesKey {
  /** The lake's name for the venue, such as `hyperliquid`. */
  readonly venue: string
  /** As the venue spells it. */
  readonly symbol: string
}

/** A closed candle. Unique by t. Null fields are unknown. */
export interface CandleRow extends SeriesKey {
  readonly interval: DurationMs
  /** Open time. */
  readonly t: EpochMs
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  /** Base units. */
  readonly volume: number
  /** Funding rate per hour that longs pay to shorts, mean over the bar's hours. */
  readonly funding: number | null
  /** Volume-weighted mean price of the trades. */
  readonly vwap: number | null
  /** Number of trades. */
  readonly trades: number | null
}

/** A public trade. Unique by t and id. */
export interface TradeRow extends SeriesKey {
  readonly t: EpochMs
  /** The venue's trade id (Hyperliquid: tid, a hash); negative when the source has none and we derived it. */
  readonly id: number
  /** Position among the trades of the same t, when the source preserves their order; ids do not give it. */
  readonly sequence?: number | null
  /** Side of the taker. */
  readonly side: 'buy' | 'sell'
  readonly price: number
  /** Base units, above 0. */
  readonly size: number
}

/** A funding payment from longs to shorts at t. */
export interface FundingRow extends SeriesKey {
  /** Payment time, floored to the full hour, because venues pay some milliseconds late. */
  readonly t: EpochMs
  /** Fraction of the position's notional, for all of `hours` together. */
  readonly rate: number
  /** Number of hours before t that the payment covers: on Hyperliquid 8 until 2023-06-08, 1 since. */
  readonly hours: number
  /** Premium that the venue published with the rate; null where unknown. */
  readonly premium: number | null
}

/** A venue's published state of a market. Unique by t. */
export interface AssetContextRow extends SeriesKey {
  readonly t: EpochMs
  /** Hourly rate currently expected for the next payment. */
  readonly funding: number
  /** Base units. */
  readonly openInterest: number
  /** Price 24 hours ago; 0 when there was none. */
  readonly prevDayPrice: number
  /** Volume of the last 24 hours. */
  readonly dayVolumeUsd: number
  readonly dayVolumeBase: number | null
  /** Null where unknown. */
  readonly premium: number | null
  readonly oraclePrice: number
  readonly markPrice: number
  /** Null when a side of the book is empty, like the two impact prices. */
  readonly midPrice: number | null
  readonly impactBid: number | null
  readonly impactAsk: number | null
}

/** The order book at one moment, best level first. Unique by t. */
export interface BookRow extends SeriesKey {
  readonly t: EpochMs
  readonly bidPrices: readonly number[]
  /** Base units. */
  readonly bidSizes: readonly number[]
  readonly askPrices: readonly number[]
  readonly askSizes: readonly number[]
}

/** A fill of one account. Unique by account, trade and order. */
export interface FillRow extends SeriesKey {
  readonly t: EpochMs
  readonly account: string
  readonly tradeId: number
  readonly orderId: number
  /** Null when the order has no client id. */
  readonly clientId: string | null
  /** Side of the account. */
  readonly side: 'buy' | 'sell'
  readonly price: number
  /** Base units, above 0. */
  readonly size: number
  /** In `feeToken`; negative is a rebate. */
  readonly fee: number
  readonly feeToken: string
  /** Profit or loss that the fill realises, before the fee. */
  readonly closedPnl: number
  /** Signed position before this fill, base units. */
  readonly startPosition: number
  readonly isMaker: boolean
}

/** A venue's trading rules for a market at one moment, and its delisting. Unique by t. */
export interface ListingRow extends SeriesKey {
  /** Time of the request. */
  readonly t: EpochMs
  readonly maxLeverage: number
  /** Number of decimals of a size. */
  readonly sizeDecimals: number
  readonly isDelisted: boolean
  /** True when positions must use isolated margin. */
  readonly isOnlyIsolated: boolean
}

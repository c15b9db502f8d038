import type { DurationMs, EpochMs } from './units.ts'

/** Whose record it is. */
export interface SeriesKey {
  /** The name that the lake has for the venue, such as `hyperliquid`. */
  readonly venue: string
  /** As the venue spells it. */
  readonly symbol: string
}

/** A closed candle. One for each t. */
export interface CandleRow extends SeriesKey {
  readonly interval: DurationMs
  /** When it opens. */
  readonly t: EpochMs
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  /** Base units. */
  readonly volume: number
  /** Per hour, longs pay shorts, mean over the bar's hours. */
  readonly funding: number | null
  /** Mean price of what was traded, weighted by size. */
  readonly vwap: number | null
  /** How many trades. */
  readonly trades: number | null
}

/** A trade on the venue's tape. One for each t and id. */
export interface TradeRow extends SeriesKey {
  readonly t: EpochMs
  /** The venue's own (Hyperliquid: tid, a hash); negative when derived by us because the source has none. */
  readonly id: number
  /** Its place on the tape among trades of one t, as far as the source keeps their order: ids do not tell it. */
  readonly sequence?: number | null
  /** Whoever took the liquidity. */
  readonly side: 'buy' | 'sell'
  readonly price: number
  /** Base units, above 0. */
  readonly size: number
}

/** What longs paid shorts at t. */
export interface FundingRow extends SeriesKey {
  /** When it was paid, on the full hour: venues' jitter of some ms is floored. */
  readonly t: EpochMs
  /** Fraction of the position's notional, for all of `hours` together. */
  readonly rate: number
  /** The hours before t that it is for: 1 on Hyperliquid, 8 until 2023-06-08. */
  readonly hours: number
  readonly premium: number | null
}

/** What the venue says of a market at one moment. One for each t. */
export interface AssetContextRow extends SeriesKey {
  readonly t: EpochMs
  /** Per hour, as it stands for the coming payment. */
  readonly funding: number
  /** Base units. */
  readonly openInterest: number
  readonly prevDayPrice: number
  /** Last 24 hours. */
  readonly dayVolumeUsd: number
  readonly dayVolumeBase: number | null
  readonly premium: number | null
  readonly oraclePrice: number
  readonly markPrice: number
  /** Null when a side of the book is empty. */
  readonly midPrice: number | null
  readonly impactBid: number | null
  readonly impactAsk: number | null
}

/** The book at one moment, best level first. One for each t. */
export interface BookRow extends SeriesKey {
  readonly t: EpochMs
  readonly bidPrices: readonly number[]
  /** Base units. */
  readonly bidSizes: readonly number[]
  readonly askPrices: readonly number[]
  readonly askSizes: readonly number[]
}

/** A fill of our own. One for each account, trade and order. */
export interface FillRow extends SeriesKey {
  readonly t: EpochMs
  readonly account: string
  readonly tradeId: number
  readonly orderId: number
  readonly clientId: string | null
  /** Ours. */
  readonly side: 'buy' | 'sell'
  readonly price: number
  readonly size: number
  /** In `feeToken`; negative is a rebate. */
  readonly fee: number
  readonly feeToken: string
  /** Before the fee. */
  readonly closedPnl: number
  /** Signed position before this fill, base units. */
  readonly startPosition: number
  readonly isMaker: boolean
}

/** What a venue said of a market at one moment: whether it trades, and how. One for each t. */
export interface ListingRow extends SeriesKey {
  /** When it was asked. */
  readonly t: EpochMs
  readonly maxLeverage: number
  /** Decimals of a size. */
  readonly sizeDecimals: number
  readonly isDelisted: boolean
  /** Whether positions in it stand for themselves alone. */
  readonly isOnlyIsolated: boolean
}

import type { AssetContextRow, CandleRow, TradeRow } from '../../../market/records.ts'
import { type EpochMs, minute } from '../../../market/units.ts'

/** 2026-01-31 23:50 UTC: ten minutes before a month ends. */
export const start = Date.UTC(2026, 0, 31, 23, 50)
export const at = (ms: number): EpochMs => (start + ms) as EpochMs
export const of = { venue: 'hyperliquid', symbol: 'BTC' }

/** A valid candle of the n-th minute. */
export const candle = (n: number, changes: Partial<CandleRow> = {}): CandleRow => ({
  ...{ ...of, interval: minute, t: at(n * minute), open: 100, high: 102, low: 99, close: 101, volume: 7 },
  ...{ funding: null, vwap: 100.5, trades: 3 },
  ...changes,
})

/** A trade at the id-th millisecond. */
export const trade = (id: number, changes: Partial<TradeRow> = {}): TradeRow => ({
  ...{ ...of, t: at(id), id, sequence: null, side: 'buy', price: 100 + id, size: 0.5 },
  ...changes,
})

/** Asset context at the n-th minute. */
export const context = (n: number, changes: Partial<AssetContextRow> = {}): AssetContextRow => ({
  ...{ ...of, t: at(n * minute), funding: 0.0000125, openInterest: 36_295.8, prevDayPrice: 77_759 },
  ...{ dayVolumeUsd: 4.49e9, dayVolumeBase: null, premium: null, oraclePrice: 80_684.7, markPrice: 80_640 },
  ...{ midPrice: null, impactBid: null, impactAsk: null },
  ...changes,
})

import { InputError } from '../../input-error.ts'
import type { Bars } from '../../market/bars.ts'
import type { AssetContextRow, BookRow } from '../../market/records.ts'
import { day, type EpochMs, showInterval } from '../../market/units.ts'

/** All recorded data of one asset, over its whole history. */
export interface AssetRecord {
  readonly symbol: string
  /** The interval of these bars divides a day. */
  readonly bars: Bars
  /**
   * Open time of the first bar with volume; null when there is none. The asset was listed at that time, or before its
   * record begins.
   */
  readonly firstTraded: EpochMs | null
  readonly books: readonly BookRow[]
  readonly contexts: readonly AssetContextRow[]
  readonly listings: readonly Listing[]
  /**
   * Maximum leverage from a source without a date, so it is used for every time; null when unknown. A listing that was
   * known at the time takes precedence.
   */
  readonly maxLeverage: number | null
}

/** Data on a listing, as published by the venue. */
export interface Listing {
  /** Time at which the data was read. */
  readonly t: EpochMs
  readonly maxLeverage: number
  readonly delisted: boolean
}

/** Joins the data of one asset. @throws InputError when the bars' interval does not divide a day */
export function recordOf(bars: Bars, more: Partial<Omit<AssetRecord, 'symbol' | 'bars'>> = {}): AssetRecord {
  if (!Number.isInteger(day / bars.interval)) {
    const found = showInterval(bars.interval)
    throw new InputError(
      `${bars.venue} ${bars.symbol}: expected bars of an interval that divides a day, found ${found}`,
    )
  }
  const firstTraded = firstTradedOf(bars)
  const { symbol } = bars
  return { symbol, bars, firstTraded, books: [], contexts: [], listings: [], maxLeverage: null, ...more }
}

function firstTradedOf({ openTime, volume }: Bars): EpochMs | null {
  for (let i = 0; i < volume.length; i++) if (volume[i] > 0) return openTime[i] as EpochMs
  return null
}

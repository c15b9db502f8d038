import { InputError } from '../../input-error.ts'
import type { Bars } from '../../market/bars.ts'
import type { AssetContextRow, BookRow } from '../../market/records.ts'
import { day, type EpochMs, showInterval } from '../../market/units.ts'

/** All that was ever recorded of one asset, before anybody asks as of when. */
export interface AssetRecord {
  readonly symbol: string
  /** Of an interval that divides a day. */
  readonly bars: Bars
  /** When the first bar with volume opened: the asset was listed then, or before our record begins. Null: never traded. */
  readonly firstTraded: EpochMs | null
  readonly books: readonly BookRow[]
  readonly contexts: readonly AssetContextRow[]
  readonly listings: readonly Listing[]
  /** From a source without a date, so it counts at every time; a listing that was known by then goes before it. */
  readonly maxLeverage: number | null
}

/** What the venue said about the listing itself. */
export interface Listing {
  /** From when on we knew. */
  readonly t: EpochMs
  readonly maxLeverage: number
  readonly delisted: boolean
}

/** @throws InputError when days cannot be made of the bars */
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

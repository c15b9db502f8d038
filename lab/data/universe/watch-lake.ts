import { InputError } from '../../input-error.ts'
import { hyperliquidInstruments, syntheticInstrument } from '../../market/instruments.ts'
import type { ListingRow } from '../../market/records.ts'
import { type DurationMs, day, type EpochMs, showInterval } from '../../market/units.ts'
import type { Lake } from '../lake/lake.ts'
import { readBars } from '../lake/read.ts'
import { readRows } from '../lake/rows.ts'
import { listSeries, type Series, showSeries } from '../lake/series.ts'
import { type Watched, watch } from './history.ts'
import { type Listing, recordOf } from './record.ts'

export interface LakeMarket {
  readonly venue: string
  /** Interval of the candles from which volume, volatility and age are computed. */
  readonly interval: DurationMs
}

/**
 * The candle series of a venue and interval.
 *
 * @throws InputError when there are none; the message lists those in the lake
 */
export async function marketSeries(lake: Lake, { venue, interval }: LakeMarket): Promise<readonly Series[]> {
  const all = await listSeries(lake)
  const series = all.filter(one => one.venue === venue && one.interval === interval)
  if (series.length > 0) return series
  throw new InputError(
    `no ${venue} candles of ${showInterval(interval)} in the lake at ${lake.root}, which has ${showSeries(all)}`,
  )
}

/** Latest time that at least half of the series reach. The others may be delisted or not fetched to the end. */
export function newestCommon(series: readonly Series[]): EpochMs {
  const ends = series.map(({ last, interval }) => last + interval).sort((a, b) => b - a)
  return ends[Math.ceil(ends.length / 2) - 1] as EpochMs
}

/**
 * Reads each asset's facts and returns as they were known at each of the times. Only one asset's data is in memory at
 * a time.
 *
 * @param series  one per asset
 * @param times   times at which a universe is chosen, epoch ms, in any order
 * @param onAsset receives the number of assets done so far
 */
export async function watchLake(
  lake: Lake,
  series: readonly Series[],
  times: readonly EpochMs[],
  onAsset: (done: number) => void = () => {},
): Promise<readonly Watched[]> {
  const [books, contexts] = [await symbolsOf(lake, 'books'), await symbolsOf(lake, 'asset_contexts')]
  const listings = await symbolsOf(lake, 'listings')
  const watched: Watched[] = []
  for (const { venue, symbol, interval } of series) {
    const bars = await readBars(lake, { venue, symbol, interval, to: Math.max(...times) })
    const one = JSON.stringify([venue, symbol])
    const record = recordOf(bars, {
      books: books.has(one)
        ? await dayBefore(times, range => readRows(lake, 'books', { venue, symbol, ...range }))
        : [],
      contexts: contexts.has(one)
        ? await dayBefore(times, range => readRows(lake, 'asset_contexts', { venue, symbol, ...range }))
        : [],
      listings: listings.has(one)
        ? (await readRows(lake, 'listings', { venue, symbol, to: Math.max(...times) + 1 })).map(listingOf)
        : [],
      maxLeverage: leverageOf(symbol, bars.synthetic),
    })
    watched.push(watch(record, times))
    onAsset(watched.length)
  }
  return watched
}

async function symbolsOf(lake: Lake, table: 'books' | 'asset_contexts' | 'listings'): Promise<ReadonlySet<string>> {
  return new Set((await listSeries(lake, table)).map(({ venue, symbol }) => JSON.stringify([venue, symbol])))
}

/** Reads the rows of the 24 hours up to and including each time; facts do not use older snapshots. Each row once. */
async function dayBefore<Row>(
  times: readonly EpochMs[],
  read: (range: { from: number; to: number }) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const at of [...times].sort((a, b) => a - b)) {
    rows.push(...(await read({ from: Math.max(end, at - day + 1), to: at + 1 })))
    end = at + 1
  }
  return rows
}

const listingOf = ({ t, maxLeverage, isDelisted }: ListingRow): Listing => ({ t, maxLeverage, delisted: isDelisted })

/**
 * Maximum leverage of a small position, from the undated table in `lab/market/instruments.ts`; null when the symbol is
 * not in it.
 */
function leverageOf(symbol: string, synthetic: boolean): number | null {
  const instrument = synthetic ? syntheticInstrument(symbol) : hyperliquidInstruments.get(symbol)
  return instrument?.tiers[0]?.maxLeverage ?? null
}

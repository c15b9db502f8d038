import { type Bars, makeBars } from '../../market/bars.ts'
import { type EpochMs, showInterval } from '../../market/units.ts'
import { InputError } from '../input-error.ts'
import type { Lake } from '../lake.ts'
import { float64Columns, literal } from './database.ts'
import type { SeriesKey } from './layout.ts'
import { withLiveParts } from './live.ts'
import { type Part, readManifest } from './manifest.ts'
import { scanParts } from './parts.ts'

export interface Series extends SeriesKey {
  readonly synthetic: boolean
  readonly rows: number
  /** When its first and its last bar open. */
  readonly first: EpochMs
  readonly last: EpochMs
}

/** Every series of the lake, by venue, interval and symbol. */
export async function listSeries(lake: Lake): Promise<Series[]> {
  return seriesOf((await readManifest(lake.root)).parts)
}

/** A series, or its bars that open in `[from, to)`. */
export interface Wanted extends SeriesKey {
  readonly from?: number
  readonly to?: number
}

/**
 * The bars of one series in `[from, to)`: none when the series has none there.
 *
 * @throws InputError when the lake has no such series, with a list of those it has
 */
export function readBars(lake: Lake, wanted: Wanted): Promise<Bars> {
  const { venue, symbol, interval, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = wanted
  return withLiveParts(lake.root, async parts => {
    const series = parts.filter(part => part.venue === venue && part.symbol === symbol && part.interval === interval)
    if (series.length === 0) throw new InputError(noSuchSeries(lake.root, wanted, parts))
    const inRange = series.filter(part => part.last >= from && part.first < to)
    const [openTime, open, high, low, close, volume, funding] = await lake.database.connected(async connection =>
      float64Columns(
        await connection.run(
          `select t::double, open, high, low, close, volume, funding from ${scanParts(lake.root, inRange)}
          where t >= ${bound(from)} and t < ${bound(to)} order by t`,
        ),
      ),
    )
    return makeBars({
      ...{ symbol, interval, venue, synthetic: series[0].synthetic, openTime, open, high, low, close, volume },
      ...(funding.some(rate => !Number.isNaN(rate)) && { funding }),
    })
  })
}

const bound = (time: number): string => `${literal(String(time))}::double`

function seriesOf(parts: readonly Part[]): Series[] {
  const found = new Map<string, Series>()
  for (const { venue, symbol, interval, synthetic, rows, first, last } of parts) {
    const key = JSON.stringify([venue, interval, symbol])
    const so = found.get(key)
    found.set(key, {
      ...{ venue, symbol, interval, synthetic, rows: rows + (so?.rows ?? 0) },
      first: Math.min(first, so?.first ?? first) as EpochMs,
      last: Math.max(last, so?.last ?? last) as EpochMs,
    })
  }
  return [...found.values()].sort(
    (a, b) => compare(a.venue, b.venue) || a.interval - b.interval || compare(a.symbol, b.symbol),
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function noSuchSeries(root: string, { venue, symbol, interval }: SeriesKey, parts: readonly Part[]): string {
  const groups = new Map<string, string[]>()
  for (const series of seriesOf(parts)) {
    const group = `${series.venue} ${showInterval(series.interval)}`
    groups.set(group, [...(groups.get(group) ?? []), series.symbol])
  }
  const have = [...groups].map(([group, symbols]) => `${group} (${symbols.join(', ')})`).join('; ')
  return `no ${venue} ${symbol} ${showInterval(interval)} in the lake at ${root}, which has ${have || 'nothing'}`
}

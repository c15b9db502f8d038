import { InputError } from '../../input-error.ts'
import { type Bars, isKnown, makeBars } from '../../market/bars.ts'
import { hour, showInterval } from '../../market/units.ts'
import { float64Columns, literal, ownMemory } from './database.ts'
import { fundingColumn } from './funding-column.ts'
import type { Lake } from './lake.ts'
import type { SeriesKey } from './layout.ts'
import { withLive } from './live-files.ts'
import { tables } from './schema.ts'
import { listSeries, showSeries } from './series.ts'
import { allRows, type Live } from './view.ts'

/** The series to read. `from` and `to`, epoch ms, limit it to bars that open in `[from, to)`. */
export interface Wanted extends SeriesKey {
  readonly from?: number
  readonly to?: number
}

/**
 * Reads the bars of one series in `[from, to)`. The result is empty if the series has no bar there.
 *
 * A bar without a funding rate takes it from the table `funding` of the same venue and symbol.
 * Sentiment is not included, because it belongs to no symbol; `withSentiment` adds it.
 *
 * @param allocate allocates the columns, such as in memory shared by threads
 * @throws InputError when the lake lacks the series; the message lists the series that exist
 */
export async function readBars(lake: Lake, wanted: Wanted, allocate = ownMemory): Promise<Bars> {
  const { venue, symbol, interval, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = wanted
  const read = await withLive(
    lake.root,
    async live => {
      const parts = live.candles.parts.filter(
        part => part.venue === venue && part.symbol === symbol && part.interval === interval,
      )
      const inRange = parts.filter(part => part.last >= from && part.first < to)
      const candles = { parts: inRange, segments: live.candles.segments }
      const columns = await select(
        lake,
        't::double, open, high, low, close, volume, funding, vwap',
        allRows(lake.root, tables.candles, candles),
        `${whose(wanted)} and interval = ${literal(showInterval(interval))} and t >= ${bound(from)} and t < ${bound(to)}`,
        allocate,
      )
      const unknown = columns[6].some(Number.isNaN)
      const paid = unknown ? await readFunding(lake, wanted, live.funding, columns[0]) : undefined
      return { synthetic: parts.at(0)?.synthetic, columns, paid }
    },
    ['candles', 'funding'],
  )
  const [openTime, open, high, low, close, volume, own, vwap] = read.columns
  if (read.synthetic === undefined && openTime.length === 0) await refuseUnknown(lake, wanted)
  const bars = { symbol, interval, venue, synthetic: read.synthetic ?? false, openTime, open, high, low, close, volume }
  const funding = read.paid ? fundingColumn(openTime, interval, own, read.paid) : own
  return makeBars({ ...bars, ...(isKnown(funding) && { funding }), ...(isKnown(vwap) && { vwap }) })
}

/** Funding payments from 8 hours before the bars to 8 hours after them; undefined when the lake has none. */
async function readFunding(lake: Lake, wanted: Wanted, live: Live, openTime: Float64Array) {
  const parts = live.parts.filter(part => part.venue === wanted.venue && part.symbol === wanted.symbol)
  if (openTime.length === 0 || (parts.length === 0 && live.segments.length === 0)) return undefined
  const [from, to] = [openTime[0] - 8 * hour, openTime[openTime.length - 1] + wanted.interval + 8 * hour]
  const [t, rate, hours] = await select(
    lake,
    't::double, rate, hours',
    allRows(lake.root, tables.funding, { parts, segments: live.segments }),
    `${whose(wanted)} and t >= ${bound(from)} and t < ${bound(to)}`,
  )
  return t.length ? { t, rate, hours } : undefined
}

const select = (
  lake: Lake,
  columns: string,
  from: string,
  where: string,
  allocate = ownMemory,
): Promise<Float64Array[]> =>
  lake.database.connected(async connection =>
    float64Columns(await connection.run(`select ${columns} from ${from} where ${where} order by t`), allocate),
  )

const whose = ({ venue, symbol }: SeriesKey): string => `venue = ${literal(venue)} and symbol = ${literal(symbol)}`

/** SQL literal of a time; infinite bounds are allowed. */
export const bound = (time: number): string => `${literal(String(time))}::double`

async function refuseUnknown(lake: Lake, { venue, symbol, interval }: Wanted): Promise<void> {
  const all = await listSeries(lake)
  if (all.some(one => one.venue === venue && one.symbol === symbol && one.interval === interval)) return
  throw new InputError(
    `no ${venue} ${symbol} ${showInterval(interval)} in the lake at ${lake.root}, which has ${showSeries(all)}`,
  )
}

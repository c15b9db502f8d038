import { type EpochMs, parseInterval, showInterval } from '../../market/units.ts'
import { rowsOf } from './database.ts'
import type { Lake } from './lake.ts'
import type { SeriesKey } from './layout.ts'
import { withLive } from './live-files.ts'
import type { Part } from './manifest.ts'
import { seriesColumns, tables } from './schema.ts'
import type { TableName } from './tables.ts'
import { allRows, scanSegments } from './view.ts'

/** Summary of one series in the lake. */
export interface Series extends SeriesKey {
  readonly synthetic: boolean
  readonly rows: number
  /** Time of the first row; for bars, the open time. */
  readonly first: EpochMs
  /** Time of the last row; for bars, the open time. */
  readonly last: EpochMs
}

/** Lists the series of a table, sorted by venue, interval and symbol. */
export async function listSeries(lake: Lake, name: TableName = 'candles'): Promise<Series[]> {
  const table = tables[name]
  return withLive(
    lake.root,
    async live => {
      const { parts, segments } = live[name]
      if (segments.length === 0) return seriesOf(parts)
      // Appended rows may replace older rows. So the rows of series with appended rows must be counted by a query.
      const columns = seriesColumns(table).join(', ')
      const counted = await lake.database.connected(connection =>
        rowsOf<Omit<Series, 'interval'> & { interval?: string }>(
          connection,
          `with touched as (select distinct ${columns} from ${scanSegments(lake.root, segments)})
          select ${columns}, any_value(synthetic) as synthetic, count(*)::double as rows,
            min(t)::double as first, max(t)::double as last
          from ${allRows(lake.root, table, live[name])} semi join touched using (${columns}) group by ${columns}`,
        ),
      )
      const touched = counted.map(({ interval, ...one }) => ({
        ...one,
        interval: interval ? parseInterval(interval) : 0,
      }))
      const keys = new Set(touched.map(keyOf))
      return sorted([...seriesOf(parts).filter(one => !keys.has(keyOf(one))), ...touched])
    },
    [name],
  )
}

function seriesOf(parts: readonly Part[]): Series[] {
  const found = new Map<string, Series>()
  for (const part of parts) {
    const { venue, symbol, interval, synthetic, rows, first, last } = part
    const so = found.get(keyOf(part))
    found.set(keyOf(part), {
      ...{ venue, symbol, interval, synthetic, rows: rows + (so?.rows ?? 0) },
      first: Math.min(first, so?.first ?? first) as EpochMs,
      last: Math.max(last, so?.last ?? last) as EpochMs,
    })
  }
  return sorted([...found.values()])
}

/** Text for messages, such as `binance 1h (BTC, ETH); alternative.me (fear-greed)`; `nothing` for an empty list. */
export function showSeries(all: readonly SeriesKey[]): string {
  const groups = new Map<string, string[]>()
  for (const series of all) {
    const group = series.interval ? `${series.venue} ${showInterval(series.interval)}` : series.venue
    groups.set(group, [...(groups.get(group) ?? []), series.symbol])
  }
  return [...groups].map(([group, symbols]) => `${group} (${symbols.join(', ')})`).join('; ') || 'nothing'
}

const keyOf = ({ venue, interval, symbol }: SeriesKey): string => JSON.stringify([venue, interval, symbol])
const sorted = (all: readonly Series[]): Series[] =>
  [...all].sort((a, b) => compare(a.venue, b.venue) || a.interval - b.interval || compare(a.symbol, b.symbol))
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

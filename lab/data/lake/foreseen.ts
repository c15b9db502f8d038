import { parseInterval } from '../../market/units.ts'
import type { Lake } from '../lake.ts'
import type { Draft } from './commit.ts'
import { literal, rowsOf } from './database.ts'
import { periodSql } from './layout.ts'
import type { Table } from './schema.ts'
import { allRows, hotRows, type Live } from './view.ts'

/** The large files of a table as the next compaction will leave them, for who wants to know and not to write. */
export async function foreseen(lake: Lake, table: Table, { parts, segments }: Live): Promise<Draft[]> {
  if (segments.length === 0) return [...parts]
  const files = new Map<string, Draft>(parts.map(part => [keyOf(part), part]))
  const hot = hotRows(lake.root, table, segments)
  const groups = await query<{ venue: string; interval: string | null }>(
    lake,
    `select distinct venue, ${table.byInterval ? 'interval' : 'null::varchar as interval'} from ${hot} order by all`,
  )
  for (const { venue, interval: label } of groups) {
    const interval = label === null ? 0 : parseInterval(label)
    const which = `venue = ${literal(venue)}${label === null ? '' : ` and interval = ${literal(label)}`}`
    const period = periodSql(table, interval)
    const ofThis = parts.filter(part => part.venue === venue && part.interval === interval)
    const touched = await query<Pick<Draft, 'symbol' | 'period' | 'rows' | 'first' | 'last'>>(
      lake,
      `with touched as (select distinct symbol, ${period} as period from ${hot} where ${which})
      select symbol, period, count(*)::double as rows, min(t)::double as first, max(t)::double as last
      from (
        select symbol, t, ${period} as period
        from ${allRows(lake.root, table, { parts: ofThis, segments })} where ${which}
      ) semi join touched using (symbol, period) group by symbol, period`,
    )
    for (const one of touched) {
      const file = { table: table.name, venue, interval, synthetic: false, ...one }
      files.set(keyOf(file), file)
    }
  }
  return [...files.values()]
}

const query = <Row>(lake: Lake, sql: string): Promise<Row[]> =>
  lake.database.connected(connection => rowsOf<Row>(connection, sql))

const keyOf = ({ venue, interval, symbol, period }: Draft): string => JSON.stringify([venue, interval, symbol, period])

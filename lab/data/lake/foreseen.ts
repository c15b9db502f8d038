import { parseInterval } from '../../market/units.ts'
import type { Lake } from '../lake.ts'
import type { Draft } from './commit.ts'
import { groupsOf, ofGroup } from './compact.ts'
import { rowsOf } from './database.ts'
import { periodSql } from './layout.ts'
import type { Table } from './schema.ts'
import { allRows, hotRows, type Live } from './view.ts'

/** The large files of a table as the next compaction will leave them, for who wants to know and not to write. */
export async function foreseen(lake: Lake, table: Table, { parts, segments }: Live): Promise<Draft[]> {
  if (segments.length === 0) return [...parts]
  const files = new Map<string, Draft>(parts.map(part => [keyOf(part), part]))
  for (const group of await groupsOf(lake, table, segments)) {
    const interval = group.interval === null ? 0 : parseInterval(group.interval)
    const period = periodSql(table, interval)
    const ofThis = parts.filter(part => part.venue === group.venue && part.interval === interval)
    const touched = await lake.database.connected(connection =>
      rowsOf<Pick<Draft, 'symbol' | 'period' | 'rows' | 'first' | 'last'>>(
        connection,
        `with touched as (
          select distinct symbol, ${period} as period
          from ${hotRows(lake.root, table, segments)} where ${ofGroup(table, group)}
        )
        select symbol, period, count(*)::double as rows, min(t)::double as first, max(t)::double as last
        from (
          select symbol, t, ${period} as period
          from ${allRows(lake.root, table, { parts: ofThis, segments })} where ${ofGroup(table, group)}
        ) semi join touched using (symbol, period) group by symbol, period`,
      ),
    )
    for (const one of touched) {
      const file = { table: table.name, venue: group.venue, interval, synthetic: false, ...one }
      files.set(keyOf(file), file)
    }
  }
  return [...files.values()]
}

const keyOf = ({ venue, interval, symbol, period }: Draft): string => JSON.stringify([venue, interval, symbol, period])

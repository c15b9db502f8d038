import { batchesOf } from './batches.ts'
import type { PlannedPart } from './commit.ts'
import { rowsOf } from './database.ts'
import type { Lake } from './lake.ts'
import { periodSql } from './layout.ts'
import type { Table } from './schema.ts'
import { allRows, type Live } from './view.ts'

/** The large files that a table would have after the next compaction. Nothing is written. */
export async function compactedParts(lake: Lake, table: Table, { parts, segments }: Live): Promise<PlannedPart[]> {
  if (segments.length === 0) return [...parts]
  const files = new Map<string, PlannedPart>(parts.map(part => [keyOf(part), part]))
  for (const { venue, interval, where } of await batchesOf(lake, table, segments)) {
    const period = periodSql(table, interval)
    const ofThis = parts.filter(part => part.venue === venue && part.interval === interval)
    const touched = await lake.database.connected(connection =>
      rowsOf<Pick<PlannedPart, 'symbol' | 'period' | 'rows' | 'first' | 'last'>>(
        connection,
        `select symbol, ${period} as period, count(*)::double as rows, min(t)::double as first, max(t)::double as last
        from ${allRows(lake.root, table, { parts: ofThis, segments })} where ${where} group by all`,
      ),
    )
    for (const one of touched) {
      const file = { table: table.name, venue, interval, synthetic: false, ...one }
      files.set(keyOf(file), file)
    }
  }
  return [...files.values()]
}

const keyOf = ({ venue, interval, symbol, period }: PlannedPart): string =>
  JSON.stringify([venue, interval, symbol, period])

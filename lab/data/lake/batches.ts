import { parseInterval } from '../../market/units.ts'
import { literal, rowsOf } from './database.ts'
import type { Lake } from './lake.ts'
import { periodSql } from './layout.ts'
import type { Table } from './schema.ts'
import { scanSegments } from './view.ts'

/**
 * Appended rows that are merged in one step. They belong to one venue and interval and to a few of its large files, and
 * fit in memory.
 */
export interface Batch {
  readonly venue: string
  /** Candle interval in ms; 0 in tables without intervals. */
  readonly interval: number
  /** SQL condition that selects these rows among the appended ones. */
  readonly where: string
}

/** Maximum number of values in one batch. A row of `books` has about eighty values, a trade has five. */
const mostValues = 2_500_000

/**
 * Splits all appended rows into batches of bounded size. Files are written whole, so the rows of a single file may
 * exceed the bound.
 *
 * @param segments paths of the files with appended rows
 */
export async function batchesOf(lake: Lake, table: Table, segments: readonly string[]): Promise<Batch[]> {
  const from = scanSegments(lake.root, segments)
  const query = <Row>(sql: string) => lake.database.connected(connection => rowsOf<Row>(connection, sql))
  const groups = await query<{ venue: string; interval: string | null }>(
    `select distinct venue, ${table.byInterval ? 'interval' : 'null::varchar as interval'} from ${from} order by all`,
  )
  const batches: Batch[] = []
  for (const { venue, interval } of groups) {
    const ms = interval === null ? 0 : parseInterval(interval)
    const of = `venue = ${literal(venue)}${interval === null ? '' : ` and interval = ${literal(interval)}`}`
    const period = periodSql(table, ms)
    const files = await query<{ symbol: string; period: string; rows: number }>(
      `select symbol, ${period} as period, count(*)::double as rows from ${from} where ${of} group by all order by all`,
    )
    for (const some of gathered(files, mostValues / valuesOf(table))) {
      const symbols = [...new Set(some.map(file => file.symbol))].map(literal).join(', ')
      const named = some.map(file => `(${literal(file.symbol)}, ${literal(file.period)})`).join(', ')
      // The condition on symbols lets DuckDB skip files without them; the condition on pairs selects the rows.
      const where = `${of} and symbol in (${symbols}) and (symbol, ${period}) in (${named})`
      batches.push({ venue, interval: ms, where })
    }
  }
  return batches
}

/** Values per row; a list counts as twenty values, one per price level. */
export const valuesOf = (table: Table): number =>
  table.columns.reduce((sum, column) => sum + (column.type === 'DOUBLE[]' ? 20 : 1), 0)

function gathered<File extends { readonly rows: number }>(files: readonly File[], most: number): File[][] {
  const batches: File[][] = []
  let rows = Number.POSITIVE_INFINITY
  for (const file of files) {
    if (rows + file.rows > most) {
      batches.push([])
      rows = 0
    }
    batches[batches.length - 1].push(file)
    rows += file.rows
  }
  return batches
}

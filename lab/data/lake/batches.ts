import { parseInterval } from '../../market/units.ts'
import { literal, rowsOf } from './database.ts'
import type { Lake } from './lake.ts'
import { periodSql } from './layout.ts'
import type { Table } from './schema.ts'
import { scanSegments } from './view.ts'

/** What is merged at once: whole files of one venue and interval, as many as memory holds. */
export interface Batch {
  readonly venue: string
  /** 0 in tables without. */
  readonly interval: number
  /** SQL for its rows among those that were appended. */
  readonly where: string
}

/** Values that may be in memory at once: a book has eighty, a trade five. */
const mostValues = 2_500_000

/** Everything that was appended, in batches of bounded size: one file alone may be more, since it is written whole. */
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
      // The first condition spares files that hold none of these symbols; the second says which rows.
      const where = `${of} and symbol in (${symbols}) and (symbol, ${period}) in (${named})`
      batches.push({ venue, interval: ms, where })
    }
  }
  return batches
}

/** How many numbers a row is, lists taken at twenty levels. */
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

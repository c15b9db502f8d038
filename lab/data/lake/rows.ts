import { createHash } from 'node:crypto'
import { parseInterval, showInterval } from '../../market/units.ts'
import { literal } from './database.ts'
import type { Lake } from './lake.ts'
import { withLive } from './live-files.ts'
import { fileColumns } from './part-sql.ts'
import { bound } from './read.ts'
import { camelCase, quoted, seriesColumns, type Table, tables } from './schema.ts'
import type { Rows, TableName } from './tables.ts'
import { allRows } from './view.ts'

/** Selects rows of a table by venue, symbol, interval and time in `[from, to)`. An absent field does not restrict. */
export interface Range {
  readonly venue?: string
  readonly symbol?: string
  /** Candle interval in ms; ignored in tables without intervals. */
  readonly interval?: number
  /** First time, and the time after the last, epoch ms. */
  readonly from?: number
  readonly to?: number
}

/** Reads rows as objects, sorted by series and time. For bars `readBars` is faster, because it reads whole columns. */
export async function readRows<T extends TableName>(lake: Lake, name: T, range: Range = {}): Promise<Rows[T][]> {
  return (await valuesOf(lake, name, range)).map(row => recordOf(tables[name], row) as Rows[T])
}

/**
 * SHA-256, in hex, over every value in a range. Equal fingerprints mean equal rows; the split into files does not
 * matter. An empty range has a fingerprint too. `fingerprint` is the counterpart for `Bars`.
 */
export async function fingerprintRows(lake: Lake, name: TableName, range: Range = {}): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(['rows', 1, name]))
  for (const row of await valuesOf(lake, name, range)) hash.update(`\n${JSON.stringify(row)}`)
  return hash.digest('hex')
}

async function valuesOf(lake: Lake, name: TableName, range: Range): Promise<readonly unknown[][]> {
  const table = tables[name]
  const columns = fileColumns(table).map(column => {
    const type = table.columns.find(one => one.name === column)?.type
    return type === 'BIGINT' ? `${quoted(column)}::double` : quoted(column)
  })
  const order = [...seriesColumns(table), ...(table.order ?? table.keys)].map(quoted).join(', ')
  return withLive(
    lake.root,
    live =>
      lake.database.connected(async connection => {
        const { parts, segments } = live[name]
        const inRange = { parts: parts.filter(part => isIn(part, range)), segments }
        const sql = `select ${columns.join(', ')} from ${allRows(lake.root, table, inRange)} where ${where(table, range)} order by ${order}`
        return (await connection.runAndReadAll(sql)).getRowsJS() as unknown[][]
      }),
    [name],
  )
}

const isIn = (
  part: { venue: string; symbol: string; interval: number; first: number; last: number },
  { venue, symbol, interval, from, to }: Range,
): boolean =>
  part.venue === (venue ?? part.venue) &&
  part.symbol === (symbol ?? part.symbol) &&
  part.interval === (interval ?? part.interval) &&
  part.last >= (from ?? part.last) &&
  part.first < (to ?? Number.POSITIVE_INFINITY)

const where = (table: Table, { venue, symbol, interval, from, to }: Range): string =>
  [
    'true',
    ...(venue === undefined ? [] : [`venue = ${literal(venue)}`]),
    ...(symbol === undefined ? [] : [`symbol = ${literal(symbol)}`]),
    ...(interval === undefined || !table.byInterval ? [] : [`interval = ${literal(showInterval(interval))}`]),
    ...(from === undefined ? [] : [`t >= ${bound(from)}`]),
    ...(to === undefined ? [] : [`t < ${bound(to)}`]),
  ].join(' and ')

function recordOf(table: Table, values: readonly unknown[]): unknown {
  const record: Record<string, unknown> = {}
  fileColumns(table).forEach((name, c) => {
    if (name === 'synthetic') return
    record[camelCase(name)] = name === 'interval' ? parseInterval(values[c] as string) : values[c]
  })
  return record
}

import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../input-error.ts'
import { type DurationMs, type EpochMs, showInterval } from '../market/units.ts'
import { checkDuplicates, checkRows } from './files/check.ts'
import { candleShape, fundingShape } from './files/columns.ts'
import { stageFunding } from './files/funding.ts'
import { settleInterval } from './files/interval.ts'
import { openSource, type Source } from './files/source.ts'
import { stage } from './files/stage.ts'
import { literal, rowsOf } from './lake/database.ts'
import type { Lake } from './lake/lake.ts'
import type { Changes } from './lake/merge.ts'
import { mergeIncoming } from './lake/merge-incoming.ts'
import type { Progress } from './lake/progress.ts'
import { tables } from './lake/schema.ts'
import { incomingTable } from './lake/write.ts'

export interface ImportOptions {
  /** Venue under whose name the lake stores the rows: letters, digits, "-" and "_". */
  readonly venue: string
  /** Candle interval. When absent, it is inferred from the data. The rows are checked against it in both cases. */
  readonly interval?: DurationMs
  /** Symbol of all rows. When the file has a symbol column too, any other symbol in it is an error. */
  readonly symbol?: string
  /** Whether the data comes from a simulated market. Default: false. */
  readonly synthetic?: boolean
  readonly onProgress?: Progress
}

/** Result of an import. */
export interface ImportReport extends Changes {
  readonly file: string
  /** Kind of data in the file, inferred from its columns. */
  readonly kind: 'candles' | 'funding'
  readonly venue: string
  /** Candle interval; 0 for funding. */
  readonly interval: DurationMs
  readonly synthetic: boolean
  readonly symbols: readonly string[]
  /** Open time of the first bar, or time of the first funding payment. */
  readonly first: EpochMs
  /** Open time of the last bar, or time of the last funding payment. */
  readonly last: EpochMs
  /** Number of rows in the file. */
  readonly rows: number
  /** Number of exact duplicates of other rows. */
  readonly repeated: number
  /** Number of rows that are earlier than the previous row of their symbol. They are accepted and sorted. */
  readonly unsorted: number
  /** Names of the columns that were ignored. */
  readonly ignored: readonly string[]
}

/**
 * Imports a Parquet or CSV file of candles or of funding payments: all of its rows, or none if any row is invalid.
 * Imported rows replace rows of the lake with the same series and time.
 *
 * @throws InputError when the file is invalid. The message names the file, the row, the column, and the values found
 *   and expected. The lake is then unchanged
 */
export async function importFile(lake: Lake, path: string, options: ImportOptions): Promise<ImportReport> {
  const { venue, synthetic = false, onProgress = () => {} } = options
  if (!/^[A-Za-z0-9][\w-]*$/.test(venue)) {
    throw new InputError(`venue: found "${venue}", expected letters, digits, "-" and "_"`)
  }
  return lake.database.connected(async connection => {
    const source = await openSource(connection, path, options.interval === undefined ? undefined : candleShape)
    onProgress({ step: 'read', done: 0, total: 1 })
    if (source.shape === fundingShape) return importFunding(lake, connection, source, options)
    await stage(connection, source, options.symbol)
    onProgress({ step: 'read', done: 1, total: 1 })
    await checkRows(connection, source)
    await checkSymbol(connection, source, options.symbol)
    await checkDuplicates(connection, source)
    const staged = await summarise(connection)
    await connection.run(incomingTable)
    await connection.run(`
      insert into incoming by name
        select distinct symbol, t, open, high, low, close, volume, funding from staged order by symbol, t`)
    await connection.run('drop table staged')
    const interval = await settleInterval(connection, path, options.interval)
    onProgress({ step: 'check', done: 1, total: 1 })
    const changes = await mergeIncoming(
      lake,
      connection,
      { table: tables.candles, venue, interval, synthetic, from: path },
      onProgress,
    )
    const repeated = staged.rows - changes.added - changes.replaced - changes.unchanged
    const about = { file: path, kind: 'candles', venue, interval, synthetic } as const
    return { ...about, ...staged, repeated, ignored: source.ignored, ...changes }
  })
}

async function importFunding(
  lake: Lake,
  connection: DuckDBConnection,
  source: Source,
  { venue, synthetic = false, symbol, onProgress }: ImportOptions,
): Promise<ImportReport> {
  const rows = await stageFunding(connection, source, symbol)
  await checkSymbol(connection, source, symbol)
  const [sums] = await rowsOf<Pick<ImportReport, 'first' | 'last' | 'symbols'> & { distinct: number }>(
    connection,
    `select min(t)::double as first, max(t)::double as last, count(*)::double as distinct,
      list_sort(list(distinct symbol)) as symbols from incoming`,
  )
  const [{ unsorted }] = await rowsOf<{ unsorted: number }>(
    connection,
    `select (count(*) filter (where paid_at < before))::double as unsorted
    from (select paid_at, lag(paid_at) over (partition by symbol order by row) as before from staged)`,
  )
  const of = { table: tables.funding, venue, interval: 0, synthetic, from: source.path }
  const changes = await mergeIncoming(lake, connection, of, onProgress)
  const { distinct, ...rest } = sums
  const about = { file: source.path, kind: 'funding', venue, interval: 0, synthetic, ...rest } as const
  return { ...about, rows, unsorted, repeated: rows - distinct, ignored: source.ignored, ...changes }
}

async function checkSymbol(connection: DuckDBConnection, { path, columns }: Source, symbol?: string): Promise<void> {
  if (symbol === undefined || !columns.has('symbol')) return
  const [other] = await rowsOf<{ row: number; symbol: string }>(
    connection,
    `select row::double as row, symbol from staged order by symbol = ${literal(symbol)}, row limit 1`,
  )
  if (other.symbol !== symbol) {
    throw new InputError(
      `${path}: row ${other.row}, column ${columns.get('symbol')?.name}: found "${other.symbol}", expected "${symbol}"`,
    )
  }
}

async function summarise(connection: DuckDBConnection) {
  const [sums] = await rowsOf<{ rows: number; first: EpochMs; last: EpochMs; unsorted: number; symbols: string[] }>(
    connection,
    `select count(*)::double as rows, min(t)::double as first, max(t)::double as last,
      (count(*) filter (where t < before))::double as unsorted, list_sort(list_distinct(list(distinct symbol))) as symbols
    from (select symbol, t, lag(t) over (partition by symbol order by row) as before from staged)`,
  )
  return sums
}

/**
 * The report as one line, such as `binance 1h: 667,703 bars of 33 symbols; 667,703 added, 0 replaced, 0 unchanged`.
 */
export function showImport({
  venue,
  interval,
  rows,
  symbols,
  added,
  replaced,
  unchanged,
  ...report
}: ImportReport): string {
  const n = (count: number) => count.toLocaleString('en-US')
  const plural = (count: number, noun: string) => `${n(count)} ${noun}${count === 1 ? '' : 's'}`
  const what = report.kind === 'funding' ? 'funding' : showInterval(interval)
  const noun = report.kind === 'funding' ? 'payment' : 'bar'
  const bars = `${venue} ${what}: ${plural(rows, noun)} of ${plural(symbols.length, 'symbol')}`
  const remarks = [
    report.synthetic ? 'synthetic' : '',
    report.repeated ? `${n(report.repeated)} repeated` : '',
    report.unsorted ? `${n(report.unsorted)} out of order` : '',
    report.ignored.length ? `columns not read: ${report.ignored.join(', ')}` : '',
  ].filter(remark => remark !== '')
  return [`${bars}; ${n(added)} added, ${n(replaced)} replaced, ${n(unchanged)} unchanged`, ...remarks].join('; ')
}

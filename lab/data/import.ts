import type { DuckDBConnection } from '@duckdb/node-api'
import { type DurationMs, type EpochMs, showInterval } from '../market/units.ts'
import { checkDuplicates, checkRows } from './files/check.ts'
import { settleInterval } from './files/interval.ts'
import { openSource, type Source } from './files/source.ts'
import { stage } from './files/stage.ts'
import { InputError } from './input-error.ts'
import { literal, rowsOf } from './lake/database.ts'
import { type Changes, mergeIncoming } from './lake/merge.ts'
import type { Progress } from './lake/progress.ts'
import { tables } from './lake/schema.ts'
import { incomingTable } from './lake/write.ts'
import type { Lake } from './lake.ts'

export interface ImportOptions {
  readonly venue: string
  /** Inferred from the data when not given; verified either way. */
  readonly interval?: DurationMs
  /** Of every row, for a file without a column for it. */
  readonly symbol?: string
  readonly synthetic?: boolean
  readonly onProgress?: Progress
}

export interface ImportReport extends Changes {
  readonly file: string
  readonly venue: string
  readonly interval: DurationMs
  readonly synthetic: boolean
  readonly symbols: readonly string[]
  /** When the first and the last bar open. */
  readonly first: EpochMs
  readonly last: EpochMs
  /** In the file. */
  readonly rows: number
  /** Rows that say again, to the last digit, what another row says. */
  readonly repeated: number
  /** Rows earlier in time than the row before them of the same symbol: accepted and sorted. */
  readonly unsorted: number
  /** Columns that nobody reads. */
  readonly ignored: readonly string[]
}

/**
 * Brings a Parquet or CSV file of candles into the lake, whole or not at all. Bars the lake already has are replaced.
 *
 * @throws InputError when anything about the file is wrong, naming file, row, column, found and expected; the lake is untouched
 */
export async function importFile(lake: Lake, path: string, options: ImportOptions): Promise<ImportReport> {
  const { venue, synthetic = false, onProgress = () => {} } = options
  if (!/^[A-Za-z0-9][\w-]*$/.test(venue)) {
    throw new InputError(`venue: found "${venue}", expected letters, digits, "-" and "_"`)
  }
  return lake.database.connected(async connection => {
    const source = await openSource(connection, path)
    onProgress({ step: 'read', done: 0, total: 1 })
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
    return { file: path, venue, interval, synthetic, ...staged, repeated, ignored: source.ignored, ...changes }
  })
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

/** `binance 1h: 667,703 bars of 33 symbols; 667,703 added, 0 replaced, 0 unchanged`. */
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
  const bars = `${venue} ${showInterval(interval)}: ${plural(rows, 'bar')} of ${plural(symbols.length, 'symbol')}`
  const remarks = [
    report.synthetic ? 'synthetic' : '',
    report.repeated ? `${n(report.repeated)} repeated` : '',
    report.unsorted ? `${n(report.unsorted)} out of order` : '',
    report.ignored.length ? `columns not read: ${report.ignored.join(', ')}` : '',
  ].filter(remark => remark !== '')
  return [`${bars}; ${n(added)} added, ${n(replaced)} replaced, ${n(unchanged)} unchanged`, ...remarks].join('; ')
}

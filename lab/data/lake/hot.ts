import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api'
import type { Clock } from '../../clock.ts'
import { flush } from '../../durable.ts'
import type { CandleRow } from '../../market/records.ts'
import { showInterval } from '../../market/units.ts'
import { literal } from './database.ts'
import { type DuckDB, duckdb } from './duckdb.ts'
import type { LakeFolder } from './lake-folder.ts'
import { hotPath } from './layout.ts'
import { readManifest } from './manifest.ts'
import { fileColumns, typeOf } from './part-sql.ts'
import { refuseSynthetic, refuseUnknown, refuseUnsound } from './row-checks.ts'
import { type ColumnType, camelCase, quoted, schemaVersion, seriesColumns, type Table, tables } from './schema.ts'
import type { Rows, TableName } from './tables.ts'
import { newestRows } from './view.ts'

/**
 * Appends real (not synthetic) rows to a table, as one small file (a segment) beside the large ones. Readers see the rows at once,
 * in place of older rows with the same keys. A power cut does not lose them. Needs no lock: any number of processes may append
 * while another one writes. `compact` later merges segments into the large files.
 *
 * @param rows of any series; of two rows with the same key the later one wins
 * @throws InputError when the lake's series is synthetic or a required number is missing; then no row is appended
 */
export async function append<T extends TableName>(lake: LakeFolder, name: T, rows: readonly Rows[T][]): Promise<void> {
  if (rows.length === 0) return
  const table = tables[name]
  refuseUnknown(table, rows)
  if (name === 'candles') refuseUnsound(rows as readonly CandleRow[])
  refuseSynthetic(await readManifest(lake.root), table, rows)
  const folder = hotPath(lake.root, name)
  await mkdir(folder, { recursive: true })
  const segment = await nextSegment(folder, lake.clock)
  await lake.database.connected(async connection => {
    await fill(connection, table, rows)
    await writeSegment(lake.root, connection, table, segment, `(${newestRows(table, 'appended', 'rowid')})`)
  })
}

/**
 * Writes rows as one segment, whole or not at all. Rows are sorted by key, so that a query for one symbol skips the others.
 *
 * @param rows SQL that yields the rows, for a `from` clause
 */
export async function writeSegment(
  root: string,
  connection: DuckDBConnection,
  table: Table,
  segment: string,
  rows: string,
): Promise<void> {
  const folder = hotPath(root, table.name)
  const aside = join(folder, `.${segment}`)
  const columns = fileColumns(table).map(quoted).join(', ')
  const keys = [...seriesColumns(table), ...table.keys].map(quoted).join(', ')
  await connection.run(
    `copy (select ${columns} from ${rows} order by ${keys}) to ${literal(aside)} (format parquet, compression zstd,
      kv_metadata { seedbed_schema: '${schemaVersion}', seedbed_table: '${table.name}' })`,
  )
  await flush(aside)
  await rename(aside, join(folder, segment))
  await flush(folder)
}

/** Paths of a table's segments, oldest first, relative to the root. */
export async function hotSegments(root: string, name: TableName): Promise<string[]> {
  const folder = hotPath(root, name)
  // While another process merges segments, a long listing may show neither the old files nor the merged one.
  // Two equal listings in a row are complete.
  for (let names = await segmentsIn(folder); ; ) {
    const again = names.length > 100 ? await segmentsIn(folder) : names
    if (again.join() === names.join()) return names.map(file => `hot/${name}/${file}`)
    names = again
  }
}

const segmentsIn = async (folder: string): Promise<string[]> =>
  (await listed(folder)).filter(file => !file.startsWith('.')).sort()

async function listed(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/**
 * Removes segments whose rows are in the large files. The oldest go first: the newest row of a key is the valid one, and an
 * interrupted removal must leave it.
 */
export async function removeSegments(root: string, segments: readonly string[]): Promise<void> {
  for (const segment of segments) await rm(join(root, segment), { force: true })
  // Without the flush, a power cut could bring old segments back, over newer rows that reach the large files later.
  if (segments.length) await flush(join(root, dirname(segments[0])))
}

/** Latest timestamp that this process used in each folder, in µs. A listing does not show segments that are not yet written. */
const newest = new Map<string, number>()

/**
 * File name of a new segment, `<microseconds>-<process>.parquet`. Names are unique and sort by creation, even after the clock was
 * set back.
 */
async function nextSegment(folder: string, clock: Clock): Promise<string> {
  const there = (await listed(folder)).map(file => Number.parseInt(file.replace(/^\./, ''), 10)).filter(Number.isFinite)
  const stamp = Math.max(1_000 * clock(), (newest.get(folder) ?? 0) + 1, ...there.map(before => before + 1))
  newest.set(folder, stamp)
  return `${stamp}-${process.pid}.parquet`
}

const typesOf = ({ VARCHAR, BIGINT, DOUBLE, BOOLEAN, LIST }: DuckDB): Readonly<Record<ColumnType, DuckDBType>> => ({
  VARCHAR,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  'DOUBLE[]': LIST(DOUBLE),
})

const chunkRows = 2_048

/** Fills the temporary table `appended` with the rows, labelled as real. */
async function fill(connection: DuckDBConnection, table: Table, rows: readonly Rows[TableName][]): Promise<void> {
  const library = await duckdb()
  const types = typesOf(library)
  const names = fileColumns(table)
  await connection.run(
    `create temp table appended (${names.map(name => `${quoted(name)} ${typeOf(table, name)}`).join(', ')})`,
  )
  const appender = await connection.createAppender('appended', 'main', 'temp')
  const chunk = library.DuckDBDataChunk.create(names.map(name => types[typeOf(table, name)]))
  const columns = names.map(name => columnOf(name, typeOf(table, name), library))
  for (let start = 0; start < rows.length; start += chunkRows) {
    const some = rows.slice(start, start + chunkRows) as unknown as readonly Record<string, unknown>[]
    chunk.reset()
    chunk.setColumns(columns.map(value => some.map(value)))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function columnOf(
  name: string,
  type: ColumnType,
  { listValue }: DuckDB,
): (row: Record<string, unknown>) => DuckDBValue {
  if (name === 'synthetic') return () => false
  if (name === 'interval') return row => showInterval(row.interval as number)
  const field = camelCase(name)
  if (type === 'BIGINT') return row => BigInt(row[field] as number)
  if (type === 'DOUBLE[]') return row => listValue(row[field] as number[])
  if (type === 'DOUBLE') return row => nullIfUnknown(row[field] as number | null | undefined)
  return row => row[field] as DuckDBValue
}

/** An unknown number is NaN in memory and NULL in the lake. */
const nullIfUnknown = (value: number | null | undefined): number | null =>
  value === undefined || value === null || Number.isNaN(value) ? null : value

import { basename } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { valuesOf } from './batches.ts'
import { literal, rowsOf } from './database.ts'
import { hotSegments, removeSegments, writeSegment } from './hot.ts'
import type { Lake } from './lake.ts'
import { type Table, tables } from './schema.ts'
import type { TableName } from './tables.ts'
import { hotRows } from './view.ts'
import { asWriter } from './writer.ts'

/** Values of one merged file: as many as memory holds, and few enough to be written again while the file still grows. */
const mostValues = 5_000_000

/**
 * Makes few files of a table's many small ones, and leaves the large ones alone: cheap enough to be done every minute, so that
 * readers need not open a file for every second of recording. Readers see the same rows before, during and after.
 *
 * @throws InputError when another process is writing
 */
export async function mergeSegments(lake: Lake, name: TableName): Promise<void> {
  await lake.database.connected(connection =>
    asWriter(lake.root, connection, () => mergeSegmentsLocked(lake.root, connection, tables[name])),
  )
}

/** The same for who holds the lock already. */
export async function mergeSegmentsLocked(root: string, connection: DuckDBConnection, table: Table): Promise<void> {
  const segments = await hotSegments(root, table.name)
  if (segments.length < 2) return
  for (const run of await runsOf(root, connection, table, segments)) {
    if (run.length > 1) await mergeRun(root, connection, table, run)
  }
}

/** Segments that follow each other, so that the newest row still stands when they are one, and that fit into one file. */
async function runsOf(
  root: string,
  connection: DuckDBConnection,
  table: Table,
  segments: readonly string[],
): Promise<string[][]> {
  const files = segments.map(segment => literal(`${root}/${segment}`)).join(', ')
  const counted = await rowsOf<{ file: string; rows: number }>(
    connection,
    `select file_name as file, num_rows::double as rows from parquet_file_metadata([${files}])`,
  )
  const rowsIn = new Map(counted.map(({ file, rows }) => [file, rows]))
  const runs: string[][] = []
  let values = Number.POSITIVE_INFINITY
  for (const segment of segments) {
    const more = (rowsIn.get(`${root}/${segment}`) as number) * valuesOf(table)
    if (values + more > mostValues) {
      runs.push([])
      values = 0
    }
    runs[runs.length - 1].push(segment)
    values += more
  }
  return runs
}

async function mergeRun(root: string, connection: DuckDBConnection, table: Table, run: readonly string[]) {
  // Behind the newest of those it is made of, and before all that come later.
  const merged = `${basename(run[run.length - 1], '.parquet')}~.parquet`
  await writeSegment(root, connection, table, merged, hotRows(root, table, run))
  // Dead before this line, they are there twice: the same rows.
  await removeSegments(root, run)
}

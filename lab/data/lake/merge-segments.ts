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

/**
 * Maximum number of values in one merged file. The file must fit in memory, and rewriting it as it grows must stay
 * cheap.
 */
const mostValues = 5_000_000

/**
 * Merges the many small segments of a table (files of appended rows) into few. The large files stay as they are.
 *
 * It is cheap enough to run every minute. Without it, readers would open one file per second of recording. Readers see
 * the same rows before, during and after the merge.
 *
 * @throws InputError when another process is writing
 */
export async function mergeSegments(lake: Lake, name: TableName): Promise<void> {
  await lake.database.connected(connection =>
    asWriter(lake.root, connection, () => mergeSegmentsLocked(lake.root, connection, tables[name])),
  )
}

/** `mergeSegments` for callers that already hold the lock. */
export async function mergeSegmentsLocked(root: string, connection: DuckDBConnection, table: Table): Promise<void> {
  const segments = await hotSegments(root, table.name)
  if (segments.length < 2) return
  for (const run of await runsOf(root, connection, table, segments)) {
    if (run.length > 1) await mergeRun(root, connection, table, run)
  }
}

/**
 * Groups consecutive segments so that each group fits into one file.
 *
 * Only neighbours are merged, because the newest row of a key must still replace the older ones.
 */
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
  // The name sorts after the newest segment that it replaces and before all later ones.
  const merged = `${basename(run[run.length - 1], '.parquet')}~.parquet`
  await writeSegment(root, connection, table, merged, hotRows(root, table, run))
  // If the process dies before this line, the rows exist twice, which changes nothing.
  await removeSegments(root, run)
}

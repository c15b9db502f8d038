import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api'
import { duckdb } from './duckdb.ts'

/**
 * Limits of the database. Beyond the memory limit, DuckDB writes intermediate results to a temporary folder, so an
 * import may be of any size.
 */
const limits = { threads: '2', memory_limit: '320MB' }

/** DuckDB in memory, used for computing only. Data is stored in the lake's Parquet files. */
export interface Database {
  /** Runs `work` on a new connection. Its temporary tables are visible to `work` alone and vanish when it ends. */
  connected<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  close(): void
}

/** Opens an in-memory database. Closing it deletes the temporary folder of its intermediate results. */
export async function openDatabase(): Promise<Database> {
  const { DuckDBInstance } = await duckdb()
  const spill = mkdtempSync(join(tmpdir(), 'seedbed-'))
  const offline = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' }
  const instance = await DuckDBInstance.create(':memory:', { ...limits, ...offline, temp_directory: spill })
  return {
    async connected(work) {
      const connection = await instance.connect()
      try {
        await connection.run(`set TimeZone = 'UTC'`)
        return await work(connection)
      } finally {
        connection.closeSync()
      }
    },
    close() {
      instance.closeSync()
      rmSync(spill, { recursive: true, force: true })
    },
  }
}

/** A text as an SQL literal, for places where DuckDB takes no parameter, such as file names. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Rows as records. The query must cast every integer to DOUBLE, otherwise values are bigint. */
export async function rowsOf<Row>(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[]
}

/** Allocates a column of `rows` values. */
export type Allocate = (rows: number) => Float64Array

/** Memory of the calling thread only. */
export const ownMemory: Allocate = rows => new Float64Array(rows)

/** Memory that threads share, so that a worker thread receives the column without a copy. */
export const sharedMemory: Allocate = rows => new Float64Array(new SharedArrayBuffer(8 * rows))

/** Columns of DOUBLE as float64, in the order of the query; NULL becomes NaN. */
export async function float64Columns(
  result: DuckDBResult & { rowCount: number },
  allocate = ownMemory,
): Promise<Float64Array[]> {
  const columns = Array.from({ length: result.columnCount }, () => allocate(result.rowCount))
  let start = 0
  for (const chunk of await result.fetchAllChunks()) {
    columns.forEach((column, c) => {
      const vector = chunk.getColumnVector(c)
      for (let i = 0; i < chunk.rowCount; i++) column[start + i] = (vector.getItem(i) as number | null) ?? Number.NaN
    })
    start += chunk.rowCount
  }
  return columns
}

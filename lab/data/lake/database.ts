import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api'
import { duckdb } from './duckdb.ts'

/** What a query may take: beyond it DuckDB spills to a temporary folder, so that an import's size has no limit in memory. */
const limits = { threads: '2', memory_limit: '320MB' }

/** DuckDB in memory: a place to compute. What lasts is the lake's Parquet files. */
export interface Database {
  /** Runs `work` on a connection of its own: temporary tables are seen by it alone and vanish with it. */
  connected<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  close(): void
}

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

/** A text as an SQL literal, for the places that take no parameters: file names. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Rows as records; every integer must have been cast to DOUBLE in the query. */
export async function rowsOf<Row>(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[]
}

/** Makes a column of so many rows. */
export type Allocate = (rows: number) => Float64Array

export const ownMemory: Allocate = rows => new Float64Array(rows)

/** In memory that threads share, so that nobody who starts some has to copy it. */
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

import { type DuckDBConnection, DuckDBTimestampValue, type DuckDBValue } from '@duckdb/node-api'
import type { ColumnTable } from 'arquero'
import type { Database } from './database.ts'
import { withLiveParts } from './live.ts'
import type { Part } from './manifest.ts'
import { scanParts } from './parts.ts'

export type SqlValue = string | number | bigint | boolean | Date | null
export type Row = Record<string, unknown>

export async function runSql(root: string, database: Database, text: readonly string[], values: readonly SqlValue[]) {
  const reader = await query(root, database, text, values)
  return reader.getRowObjectsJS().map(row => {
    for (const name in row) row[name] = plain(row[name]) as (typeof row)[string]
    return row as Row
  })
}

export async function runTable(
  root: string,
  database: Database,
  text: readonly string[],
  values: readonly SqlValue[],
): Promise<ColumnTable> {
  const reader = await query(root, database, text, values)
  const columns = reader.getColumnsJS().map(column => column.map(plain))
  const { table } = await import('arquero') // a quarter of a second that only notebooks pay
  return table(Object.fromEntries(reader.deduplicatedColumnNames().map((name, c) => [name, columns[c]])))
}

const query = (root: string, database: Database, text: readonly string[], values: readonly SqlValue[]) =>
  withLiveParts(root, parts =>
    database.connected(async connection => {
      await defineCandles(connection, root, parts)
      const sql = text.reduce((before, after, i) => `${before}$${i}${after}`)
      return connection.runAndReadAll(sql, values.map(bound))
    }),
  )

const columns =
  'venue, interval, symbol, t, make_timestamp(t * 1000) as time, open, high, low, close, volume, funding, synthetic'

async function defineCandles(connection: DuckDBConnection, root: string, parts: readonly Part[]): Promise<void> {
  await connection.run(`create temp view candles as select ${columns} from ${scanParts(root, parts)}`)
}

const bound = (value: SqlValue): DuckDBValue =>
  value instanceof Date ? new DuckDBTimestampValue(BigInt(value.getTime()) * 1000n) : value

const plain = (value: unknown): unknown =>
  typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value

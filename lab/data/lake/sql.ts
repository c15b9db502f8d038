import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import type { ColumnTable } from 'arquero'
import type { Database } from './database.ts'
import { type DuckDB, duckdb } from './duckdb.ts'
import { type LiveTables, withLive } from './live-files.ts'
import { quoted, seriesColumns, type Table, tableNames, tables } from './schema.ts'
import { allRows } from './view.ts'

/** A value that a query takes as a parameter. */
export type SqlValue = string | number | bigint | boolean | Date | null
/** Values of one row by column name. */
export type Row = Record<string, unknown>

/**
 * Runs a query over the tables of the lake.
 *
 * @param text   parts of the SQL text; a value stands between two neighbouring parts
 * @param values parameters, one fewer than the parts
 * @returns rows as objects; an integer is a number where it is exact, otherwise a bigint
 */
export async function runSql(root: string, database: Database, text: readonly string[], values: readonly SqlValue[]) {
  const reader = await query(root, database, text, values)
  return reader.getRowObjectsJS().map(row => {
    for (const name in row) row[name] = plain(row[name]) as (typeof row)[string]
    return row as Row
  })
}

/** Runs a query like `runSql`, with an Arquero table as result. */
export async function runTable(
  root: string,
  database: Database,
  text: readonly string[],
  values: readonly SqlValue[],
): Promise<ColumnTable> {
  const reader = await query(root, database, text, values)
  const columns = reader.getColumnsJS().map(column => column.map(plain))
  const { table } = await import('arquero') // loading takes a quarter of a second, which only notebooks should pay
  // DuckDB returns no columns for an empty result, so they are added by name.
  return table(Object.fromEntries(reader.deduplicatedColumnNames().map((name, c) => [name, columns[c] ?? []])))
}

const query = (root: string, database: Database, text: readonly string[], values: readonly SqlValue[]) =>
  withLive(root, live =>
    database.connected(async connection => {
      await defineViews(connection, root, live, text)
      const sql = text.reduce((before, after, i) => `${before}$${i}${after}`)
      const library = await duckdb()
      return connection.runAndReadAll(
        sql,
        values.map(value => bound(value, library)),
      )
    }),
  )

/** Creates a view for every table that the query mentions, with the added column `time`: `t` as a timestamp. */
async function defineViews(
  connection: DuckDBConnection,
  root: string,
  live: LiveTables,
  text: readonly string[],
): Promise<void> {
  const mentioned = text.join(' ').toLowerCase()
  // Creating a view opens the table's files, so tables that the text does not mention are left out.
  for (const name of tableNames.filter(name => mentioned.includes(name))) {
    const table = tables[name]
    await connection.run(
      `create temp view ${name} as select ${columns(table)} from ${allRows(root, table, live[name])}`,
    )
  }
}

const columns = (table: Table): string =>
  [
    ...[...seriesColumns(table), 't', 'make_timestamp(t * 1000) as time'],
    ...table.columns.map(column => quoted(column.name)).filter(name => name !== '"t"'),
    'synthetic',
  ].join(', ')

const bound = (value: SqlValue, { DuckDBTimestampValue }: DuckDB): DuckDBValue =>
  value instanceof Date ? new DuckDBTimestampValue(BigInt(value.getTime()) * 1000n) : value

const plain = (value: unknown): unknown =>
  typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value

import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { literal, rowsOf } from '../lake/database.ts'
import { type Field, numberFields } from './columns.ts'
import { readable, type Source, type SourceColumn } from './source.ts'

/**
 * Reads the file into the temporary table `staged`, in the file's order. Its columns are row, symbol, t, open, high,
 * low, close, volume, funding and fundingUnread.
 *
 * A cell that cannot be parsed becomes NULL, and later checks report it. `fundingUnread` is true where the funding cell
 * has a text that is not a number, because NULL is a valid funding: unknown.
 *
 * @param symbol symbol of every row, when the file has no column for it
 * @throws InputError when the file cannot be read, or the type of a column fits neither numbers nor times
 */
export async function stage(connection: DuckDBConnection, source: Source, symbol?: string): Promise<void> {
  const column = (field: Field) => source.columns.get(field)
  const funding = column('funding')
  const expressions = [
    `(${source.row})::bigint as row`,
    symbolSql(source, symbol),
    `${timeSql(source, column('t') as SourceColumn)} as t`,
    ...numberFields.map(field => `${numberSql(source, column(field) as SourceColumn)} as ${field}`),
    `${funding ? `nullif(${numberSql(source, funding)}, 'nan'::double)` : 'null::double'} as funding`,
    `${funding?.type === 'VARCHAR' ? `${funding.sql} is not null and ${numberSql(source, funding)} is null` : 'false'} as fundingUnread`,
  ]
  await readable(source.path, () =>
    connection.run(`create temp table staged as select ${expressions.join(', ')} from ${source.scan}`),
  )
  await checkComplete(connection, source)
}

/** SQL for the column `symbol`. @throws InputError when the file has no such column and `symbol` is absent */
export function symbolSql({ path, columns }: Source, symbol: string | undefined): string {
  const named = columns.get('symbol')
  if (!named && symbol === undefined) {
    throw new InputError(`${path}: no column for symbol: expected one, or a symbol stated for all rows`)
  }
  return `${named ? `nullif(trim(${named.sql}::varchar), '')` : literal(symbol as string)} as symbol`
}

/**
 * Compares the number of rows read with the file's own count. DuckDB silently drops a last row whose quote is never
 * closed.
 *
 * @throws InputError when the numbers differ
 */
export async function checkComplete(connection: DuckDBConnection, { path, countRows }: Source): Promise<void> {
  const [{ read }] = await rowsOf<{ read: number }>(connection, 'select count(*)::double as read from staged')
  const rows = await countRows()
  if (read !== rows) throw new InputError(`${path}: found ${read} rows, expected ${rows}: is a quote left open?`)
}

const numeric = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\(.*\))$/

/**
 * SQL for a column's cells as DOUBLE; NULL for a text that is not a number.
 *
 * @throws InputError when the column's type is neither numeric nor text
 */
export function numberSql({ path }: Source, { name, sql, type }: SourceColumn): string {
  if (numeric.test(type)) return `${sql}::double`
  // Stricter than a cast, which reads "1_000" as 1000.
  const decimal = String.raw`[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?`
  if (type === 'VARCHAR')
    return `case when regexp_full_match(trim(${sql}), '${decimal}') then try_cast(trim(${sql}) as double) end`
  throw new InputError(`${path}: column ${name} is of type ${type}, expected numbers`)
}

/**
 * SQL for a column's cells as epoch ms; NULL for a text that is not a time.
 *
 * @throws InputError when the column's type is no number, time or text
 */
export function timeSql({ path }: Source, { name, sql, type }: SourceColumn): string {
  if (numeric.test(type)) return `case when ${sql} = trunc(${sql}) then try_cast(${sql} as bigint) end`
  if (type === 'TIMESTAMP WITH TIME ZONE') return `epoch_ms(${sql})`
  // A time without a zone is read as UTC, the time zone of markets that never close.
  if (/^(DATE|TIMESTAMP(_S|_MS|_NS)?)$/.test(type)) return `epoch_ms(${sql}::timestamp)`
  const iso = String.raw`\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?`
  if (type === 'VARCHAR') {
    return `case when regexp_full_match(trim(${sql}), '[0-9]{1,19}(\\.0+)?') then try_cast(split_part(trim(${sql}), '.', 1) as bigint)
      when regexp_full_match(trim(${sql}), '${iso}') then epoch_ms(try_cast(trim(${sql}) as timestamptz)) end`
  }
  throw new InputError(`${path}: column ${name} is of type ${type}, expected epoch milliseconds or times`)
}

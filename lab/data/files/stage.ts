import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { literal, rowsOf } from '../lake/database.ts'
import { type Field, numberFields } from './columns.ts'
import { readable, type Source, type SourceColumn } from './source.ts'

/**
 * Reads the file into the temporary table `staged` (row, symbol, t, open, high, low, close, volume, funding, fundingUnread), in
 * the file's order. A cell that is not understood becomes NULL, for the checks to find; nothing is judged yet.
 *
 * @param symbol of every row, for a file that has no column for it
 * @throws InputError when the file cannot be read or a column is of a type that holds no numbers or times
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

/** @throws InputError when neither a column nor `symbol` tells */
export function symbolSql({ path, columns }: Source, symbol: string | undefined): string {
  const named = columns.get('symbol')
  if (!named && symbol === undefined) {
    throw new InputError(`${path}: no column for symbol: expected one, or the symbol that all rows are of`)
  }
  return `${named ? `nullif(trim(${named.sql}::varchar), '')` : literal(symbol as string)} as symbol`
}

/** DuckDB drops a last row whose quote is never closed, and says nothing; candles have no reason to span lines. */
export async function checkComplete(connection: DuckDBConnection, { path, countRows }: Source): Promise<void> {
  const [{ read }] = await rowsOf<{ read: number }>(connection, 'select count(*)::double as read from staged')
  const rows = await countRows()
  if (read !== rows) throw new InputError(`${path}: found ${read} rows, expected ${rows}: is a quote left open?`)
}

const numeric = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\(.*\))$/

export function numberSql({ path }: Source, { name, sql, type }: SourceColumn): string {
  if (numeric.test(type)) return `${sql}::double`
  // Stricter than a cast, which takes "1_000" for 1000.
  const decimal = String.raw`[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?`
  if (type === 'VARCHAR')
    return `case when regexp_full_match(trim(${sql}), '${decimal}') then try_cast(trim(${sql}) as double) end`
  throw new InputError(`${path}: column ${name} is of type ${type}, expected numbers`)
}

export function timeSql({ path }: Source, { name, sql, type }: SourceColumn): string {
  if (numeric.test(type)) return `case when ${sql} = trunc(${sql}) then try_cast(${sql} as bigint) end`
  if (type === 'TIMESTAMP WITH TIME ZONE') return `epoch_ms(${sql})`
  // A time without a zone is taken for UTC: markets that never close keep no other.
  if (/^(DATE|TIMESTAMP(_S|_MS|_NS)?)$/.test(type)) return `epoch_ms(${sql}::timestamp)`
  const iso = String.raw`\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?`
  if (type === 'VARCHAR') {
    return `case when regexp_full_match(trim(${sql}), '[0-9]{1,19}(\\.0+)?') then try_cast(split_part(trim(${sql}), '.', 1) as bigint)
      when regexp_full_match(trim(${sql}), '${iso}') then epoch_ms(try_cast(trim(${sql}) as timestamptz)) end`
  }
  throw new InputError(`${path}: column ${name} is of type ${type}, expected epoch milliseconds or times`)
}

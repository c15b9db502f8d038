import { open, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { literal, rowsOf } from '../lake/database.ts'
import { aliases, candleShape, type Field, fundingShape, recognise, type Shape } from './columns.ts'
import { countCsvRows, readCsvHeader, scanCsv } from './csv.ts'

/** A file whose columns are known and whose values are not yet read. */
export interface Source {
  readonly path: string
  readonly shape: Shape
  /** SQL that reads its rows, for a `from` clause. */
  readonly scan: string
  /** SQL expression for a row's number, counted from 1. */
  readonly row: string
  readonly columns: ReadonlyMap<Field, SourceColumn>
  /** Number of rows by the file's own count (Parquet footer, CSV lines), without parsing them. */
  readonly countRows: () => Promise<number>
  /** Names of columns that are not read. */
  readonly ignored: readonly string[]
}

export interface SourceColumn {
  /** Name in the file. */
  readonly name: string
  /** The name quoted for SQL. */
  readonly sql: string
  /** DuckDB's type: VARCHAR throughout for CSV. */
  readonly type: string
}

/**
 * Opens a Parquet or CSV file; the ending of its name decides which. Without `shape`, its columns decide whether it holds candles or
 * funding payments.
 *
 * @throws InputError when the file is missing, empty, not a file, not what its ending says, or lacks a column
 */
export async function openSource(connection: DuckDBConnection, path: string, shape?: Shape): Promise<Source> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(
      error.code === 'ENOENT' ? `${path} does not exist` : `${path} cannot be read: ${error.message}`,
    )
  })
  if (!found.isFile())
    throw new InputError(`${path} is a ${found.isDirectory() ? 'folder' : 'device'}, expected a file`)
  if (found.size === 0)
    throw new InputError(`${path} is empty, expected ${shape?.what ?? 'candles or funding payments'}`)
  const ending = extname(path).toLowerCase()
  if (ending === '.parquet') return parquetSource(connection, path, found.size, shape)
  if (ending === '.csv' || ending === '.tsv') return csvSource(path, shape)
  throw new InputError(`${path}: found a name ending in "${ending}", expected .parquet, .csv or .tsv`)
}

async function csvSource(path: string, shape?: Shape): Promise<Source> {
  const header = await readCsvHeader(path)
  const columns = header.names.map((name, i) => ({ name, sql: `c${i}`, type: 'VARCHAR' }))
  return {
    path,
    scan: scanCsv(path, header),
    row: 'row',
    countRows: () => countCsvRows(path),
    ...assign(path, columns, shape),
  }
}

async function parquetSource(connection: DuckDBConnection, path: string, size: number, shape?: Shape): Promise<Source> {
  const handle = await open(path, 'r')
  try {
    const magic = async (at: number) => (await handle.read(Buffer.alloc(4), 0, 4, at)).buffer.toString('latin1')
    if ((await magic(0)) !== 'PAR1') throw new InputError(`${path}: expected a Parquet file, which begins with "PAR1"`)
    if (size < 12 || (await magic(size - 4)) !== 'PAR1') {
      throw new InputError(`${path}: expected a Parquet file, which ends with "PAR1"; the end of this one is missing`)
    }
  } finally {
    await handle.close()
  }
  const file = `read_parquet(${literal(path)}, hive_partitioning = false, file_row_number = true)`
  const described = await readable(path, () =>
    rowsOf<{ column_name: string; column_type: string }>(connection, `describe select * from ${file}`),
  )
  const columns = described
    .filter(column => column.column_name !== 'file_row_number')
    .map(({ column_name: name, column_type: type }) => ({ name, sql: `"${name.replaceAll('"', '""')}"`, type }))
  const countRows = () =>
    readable(path, async () => {
      const footer = `select num_rows::double as rows from parquet_file_metadata(${literal(path)})`
      return (await rowsOf<{ rows: number }>(connection, footer))[0].rows
    })
  return { path, scan: file, row: 'file_row_number + 1', countRows, ...assign(path, columns, shape) }
}

function assign(
  path: string,
  columns: readonly SourceColumn[],
  wanted?: Shape,
): Pick<Source, 'shape' | 'columns' | 'ignored'> {
  const names = columns.map(column => column.name)
  const shape = wanted ?? shapeOf(names)
  const { fields, ignored, twice } = recognise(names, shape)
  const found = `found ${names.map(name => `"${name}"`).join(', ')}`
  for (const field of shape.required) {
    if (!fields.has(field))
      throw new InputError(`${path}: no column for ${field}: ${found}, expected one of ${aliases[field].join(', ')}`)
  }
  if (twice.length) throw new InputError(`${path}: two columns for ${twice[0]}: ${found}, expected one`)
  return { shape, columns: new Map([...fields].map(([field, i]) => [field, columns[i]])), ignored }
}

/** A file with rates and without prices holds funding payments. */
function shapeOf(names: readonly string[]): Shape {
  const [paid, traded] = [recognise(names, fundingShape).fields, recognise(names, candleShape).fields]
  return paid.has('rate') && !traded.has('open') && !traded.has('close') ? fundingShape : candleShape
}

/** Runs a query over the file and turns DuckDB's error about the file into an InputError of one line. */
export async function readable<T>(path: string, query: () => Promise<T>): Promise<T> {
  try {
    return await query()
  } catch (error) {
    const lines = String(error instanceof Error ? error.message : error).split('\n')
    const end = lines.findIndex(line => /^(Possible|\s*file = |LINE \d)/.test(line))
    const said = (end < 0 ? lines : lines.slice(0, end)).map(line => line.trim()).filter(line => line !== '')
    const text = said
      .join('; ')
      .replace(/^[A-Z]\w+(?: \w+)* Error: /, '')
      .slice(0, 300)
    throw new InputError(`${path} cannot be read: ${text}`, { cause: error })
  }
}

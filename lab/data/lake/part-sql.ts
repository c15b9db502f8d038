import { showInterval } from '../../market/units.ts'
import { literal } from './database.ts'
import type { Part } from './manifest.ts'
import { type ColumnType, quoted, seriesColumns, type Table } from './schema.ts'

/** SQL for the label columns of each row: venue, interval (in tables that have it), symbol and synthetic. */
export const labelSql = (table: Table, { venue, interval, synthetic }: Omit<Label, 'symbol'>): string =>
  [
    `${literal(venue)} as venue`,
    ...(table.byInterval ? [`${literal(showInterval(interval))} as interval`] : []),
    'symbol',
    `${synthetic} as synthetic`,
  ].join(', ')

type Label = Pick<Part, 'venue' | 'interval' | 'symbol' | 'synthetic'>

/** Names of all columns of a file, in file order. */
export const fileColumns = (table: Table): readonly string[] => [
  ...seriesColumns(table),
  'synthetic',
  ...table.columns.map(column => column.name),
]

/** DuckDB type of a column in a file. */
export const typeOf = (table: Table, name: string): ColumnType =>
  table.columns.find(column => column.name === name)?.type ?? (name === 'synthetic' ? 'BOOLEAN' : 'VARCHAR')

/** SQL for an empty result with a table's columns. A union by name with it adds columns that older files lack. */
export const noRows = (table: Table): string =>
  `select ${fileColumns(table)
    .map(name => `null::${typeOf(table, name)} as ${quoted(name)}`)
    .join(', ')} where false`

/** SQL for the rows of live files, unordered. The files may have different schema versions. */
export function scanParts(root: string, table: Table, parts: readonly Part[]): string {
  const bySchema = [...new Set(parts.map(part => part.schema))].map(schema =>
    parts.filter(part => part.schema === schema).map(part => `${root}/${part.file}`),
  )
  return `(${[noRows(table), ...bySchema.map(scanFiles)].join(' union all by name ')})`
}

/** SQL for the rows of files that all have the same columns. */
const scanFiles = (files: readonly string[]): string =>
  `from read_parquet([${files.map(literal).join(', ')}], hive_partitioning = false)`

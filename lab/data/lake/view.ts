import { literal } from './database.ts'
import type { Part } from './manifest.ts'
import { fileColumns, noRows, scanParts } from './part-sql.ts'
import { quoted, seriesColumns, standing, type Table } from './schema.ts'

/** What of a table is live: large files, and the small ones appended since, oldest first. */
export interface Live {
  readonly parts: readonly Part[]
  readonly segments: readonly string[]
}

const keysOf = (table: Table): string[] => [...seriesColumns(table), ...table.keys]
const list = (all: readonly string[], of = ''): string => all.map(name => `${of}${quoted(name)}`).join(', ')

/** SQL for what was appended: of several rows with one key the newest, and of each value that may be unknown the newest known. */
export function hotRows(root: string, table: Table, segments: readonly string[]): string {
  if (segments.length === 0) return `(${noRows(table)})`
  const files = scanSegments(root, segments)
  // Within one segment every key is there once.
  return segments.length === 1
    ? `(select ${list(fileColumns(table))} from ${files})`
    : `(${newestRows(table, files, 'file_index')})`
}

/**
 * SQL for one row a key of rows that may hold several. What must be held for each key is of fixed size, so that DuckDB can put
 * millions of them aside when memory is short: the rows themselves, with the lists of a book, only pass by.
 *
 * @param order a column that grows from older rows to newer ones
 */
export function newestRows(table: Table, from: string, order: string): string {
  const keys = keysOf(table)
  const newest = (name: string) => `arg_max(${quoted(name)}, ${order})`
  // arg_max passes over NULL: so what is not known leaves standing what was.
  const stood = table.columns.flatMap(({ name, unknown }) => {
    if (unknown === 'never') return []
    if (unknown === 'kept') return [`${newest(name)} as ${quoted(name)}`]
    const volumeThen = `${newest('volume')} filter (where ${quoted(name)} is not null)`
    return [`case when ${volumeThen} = ${newest('volume')} then ${newest(name)} end as ${quoted(name)}`]
  })
  const known = (name: string) => table.columns.some(column => column.name === name && column.unknown !== 'never')
  const same = [...keys, order].map(name => `r.${quoted(name)} = n.${quoted(name)}`).join(' and ')
  return `select ${fileColumns(table)
    .map(name => `${known(name) ? 'n' : 'r'}.${quoted(name)}`)
    .join(', ')}
    from ${from} r join (
      select ${[...keys.map(quoted), `max(${order}) as ${order}`, ...stood].join(', ')} from ${from} group by ${list(keys)}
    ) n on ${same}`
}

/** SQL for all rows of a table, as they will be after the next compaction, in no particular order. */
export function allRows(root: string, table: Table, { parts, segments }: Live): string {
  const cold = scanParts(root, table, parts)
  if (segments.length === 0) return cold
  const hot = hotRows(root, table, segments)
  if (parts.length === 0) return hot
  const keys = list(keysOf(table))
  // Not materialized: what a query asks for only (a symbol, a month) then holds for every scan of the files.
  const kept = `select ${list(fileColumns(table))} from ${cold} anti join ${scanSegments(root, segments)} using (${keys})`
  if (table.columns.every(column => column.unknown === 'never')) return `(${kept} union all by name ${hot})`
  const merged = fileColumns(table).map(name => {
    const column = table.columns.find(one => one.name === name)
    return column ? `${standing(column, 'h', 'c')} as ${quoted(name)}` : `h.${quoted(name)}`
  })
  const same = keysOf(table)
    .map(key => `h.${quoted(key)} = c.${quoted(key)}`)
    .join(' and ')
  return `(${kept} union all select ${merged.join(', ')} from ${hot} h left join ${cold} c on ${same})`
}

/** SQL for the rows of segments, which are named in the order of their making: `file_index` counts them. */
export const scanSegments = (root: string, segments: readonly string[]): string =>
  `read_parquet([${segments.map(segment => literal(`${root}/${segment}`)).join(', ')}],
    hive_partitioning = false, union_by_name = true)`

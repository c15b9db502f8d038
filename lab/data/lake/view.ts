import { literal } from './database.ts'
import type { Part } from './manifest.ts'
import { fileColumns, noRows, scanParts } from './part-sql.ts'
import { quoted, seriesColumns, type Table, upsertedValue } from './schema.ts'

/** The live files of one table. */
export interface Live {
  /** Compacted Parquet files. */
  readonly parts: readonly Part[]
  /** Files appended since the last compaction, oldest first. */
  readonly segments: readonly string[]
}

const keysOf = (table: Table): string[] => [...seriesColumns(table), ...table.keys]
const list = (all: readonly string[], of = ''): string => all.map(name => `${of}${quoted(name)}`).join(', ')

/** SQL for the appended rows: the newest row of each key. A column that may be unknown takes its newest known value. */
export function hotRows(root: string, table: Table, segments: readonly string[]): string {
  if (segments.length === 0) return `(${noRows(table)})`
  const files = scanSegments(root, segments)
  // Within one segment, keys are unique.
  return segments.length === 1
    ? `(select ${list(fileColumns(table))} from ${files})`
    : `(${newestRows(table, files, 'file_index')})`
}

/**
 * SQL for the newest row of each key in `from`, which may hold several rows per key.
 *
 * The grouping keeps only values of fixed size, so that DuckDB can move millions of keys to disk when memory is short.
 * Other values, such as the lists of an order book, are joined to the groups afterwards.
 *
 * @param order name of a column whose value is larger in newer rows
 */
export function newestRows(table: Table, from: string, order: string): string {
  const keys = keysOf(table)
  const newest = (name: string) => `arg_max(${quoted(name)}, ${order})`
  // arg_max skips NULL, so an unknown value does not replace a known one.
  const newestKnown = table.columns.flatMap(({ name, unknown }) => {
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
      select ${[...keys.map(quoted), `max(${order}) as ${order}`, ...newestKnown].join(', ')} from ${from} group by ${list(keys)}
    ) n on ${same}`
}

/** SQL for all rows of a table, unordered. A compaction does not change the result. */
export function allRows(root: string, table: Table, { parts, segments }: Live): string {
  const cold = scanParts(root, table, parts)
  if (segments.length === 0) return cold
  const hot = hotRows(root, table, segments)
  if (parts.length === 0) return hot
  const keys = list(keysOf(table))
  // Not `materialized`: DuckDB then applies a query's conditions (a symbol, a month) to each scan of the files.
  const kept = `select ${list(fileColumns(table))} from ${cold} anti join ${scanSegments(root, segments)} using (${keys})`
  if (table.columns.every(column => column.unknown === 'never')) return `(${kept} union all by name ${hot})`
  const merged = fileColumns(table).map(name => {
    const column = table.columns.find(one => one.name === name)
    return column ? `${upsertedValue(column, 'h', 'c')} as ${quoted(name)}` : `h.${quoted(name)}`
  })
  const same = keysOf(table)
    .map(key => `h.${quoted(key)} = c.${quoted(key)}`)
    .join(' and ')
  return `(${kept} union all select ${merged.join(', ')} from ${hot} h left join ${cold} c on ${same})`
}

/** SQL for the rows of segments. The paths are in order of creation, so `file_index` is larger in newer files. */
export const scanSegments = (root: string, segments: readonly string[]): string =>
  `read_parquet([${segments.map(segment => literal(`${root}/${segment}`)).join(', ')}],
    hive_partitioning = false, union_by_name = true)`

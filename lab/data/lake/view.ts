import { literal } from './database.ts'
import type { Part } from './manifest.ts'
import { noRows, scanParts } from './parts.ts'
import { quoted, standing, type Table } from './schema.ts'

/** What of a table is live: large files, and the small ones appended since, oldest first. */
export interface Live {
  readonly parts: readonly Part[]
  readonly segments: readonly string[]
}

const names = (table: Table): string[] => [
  ...['venue', ...(table.byInterval ? ['interval'] : []), 'symbol', 'synthetic'],
  ...table.columns.map(column => column.name),
]
const keysOf = (table: Table): string[] => [
  ...['venue', ...(table.byInterval ? ['interval'] : []), 'symbol'],
  ...table.keys,
]
const list = (all: readonly string[], of = ''): string => all.map(name => `${of}${quoted(name)}`).join(', ')

/** SQL for what was appended: of several rows with one key the newest, and of each value that may be unknown the newest known. */
export function hotRows(root: string, table: Table, segments: readonly string[]): string {
  if (segments.length === 0) return `(${noRows(table)})`
  const keys = keysOf(table)
  const values = names(table).filter(name => !keys.includes(name))
  const files = segments.map(segment => literal(`${root}/${segment}`)).join(', ')
  // Segments are named in the order of their making.
  const newest = values.map(name => {
    const kept = table.columns.some(column => column.name === name && column.unknown === 'kept')
    // arg_max passes over NULL, but not over a struct that holds one.
    return kept
      ? `arg_max(${quoted(name)}, filename) as ${quoted(name)}`
      : `arg_max(struct_pack(v := ${quoted(name)}), filename).v as ${quoted(name)}`
  })
  return `(select ${list(keys)}, ${newest.join(', ')}
    from read_parquet([${files}], hive_partitioning = false, filename = true, union_by_name = true) group by ${list(keys)})`
}

/** SQL for all rows of a table, as they will be after the next compaction, in no particular order. */
export function allRows(root: string, table: Table, { parts, segments }: Live): string {
  const cold = scanParts(root, table, parts)
  if (segments.length === 0) return cold
  const keys = keysOf(table)
  const merged = names(table).map(name => {
    const column = table.columns.find(one => one.name === name)
    return column ? `${standing(column, 'h', 'c')} as ${quoted(name)}` : `h.${quoted(name)}`
  })
  const same = keys.map(key => `h.${quoted(key)} = c.${quoted(key)}`).join(' and ')
  return `(with hot as materialized ${hotRows(root, table, segments)}, cold as ${cold}
    select ${list(names(table))} from cold anti join hot using (${list(keys)})
    union all select ${merged.join(', ')} from hot h left join cold c on ${same})`
}

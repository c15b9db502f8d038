import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { flush } from '../../durable.ts'
import { valuesOf } from './batches.ts'
import { literal } from './database.ts'
import { partPath, stagingPath } from './layout.ts'
import { type Manifest, type Part, writeManifest } from './manifest.ts'
import { labelSql } from './part-sql.ts'
import type { Progress } from './progress.ts'
import { quoted, schemaVersion, type Table } from './schema.ts'

/**
 * Description of the rows of a Parquet file that is not written yet. The file name and the schema version follow later.
 */
export type PlannedPart = Omit<Part, 'file' | 'schema'>

/**
 * Number of files that DuckDB writes at once. With more, it would reach its limit of open files and split a part into
 * two files.
 */
const batch = 64

/**
 * Writes the temporary table `merged` as Parquet files beside the live files. Then it replaces the manifest, which
 * makes all new files live at once. If the process is killed, the lake is either unchanged or complete.
 *
 * @param plannedParts one per new file; the column `part` of `merged` is the index into this list
 * @param manifest     the current manifest; the caller holds the lock
 * @returns the new manifest
 */
export async function commit(
  root: string,
  connection: DuckDBConnection,
  table: Table,
  manifest: Manifest,
  plannedParts: readonly PlannedPart[],
  onProgress: Progress,
): Promise<Manifest> {
  const written: Part[] = []
  const columns = table.columns.map(column => quoted(column.name)).join(', ')
  const keys = table.keys.map(quoted).join(', ')
  for (let start = 0; start < plannedParts.length; start += batch) {
    const some = plannedParts.slice(start, start + batch)
    const aside = join(stagingPath(root), `parts-${start}`)
    await mkdir(stagingPath(root), { recursive: true })
    await connection.run(
      `copy (select part, ${labelSql(table, some[0])}, ${columns}
        from merged where part between ${start} and ${start + some.length - 1} order by part, ${keys})
      to ${literal(aside)} (format parquet, compression zstd, row_group_size ${rowsTogether(table)}, partition_by (part),
        kv_metadata { seedbed_schema: '${schemaVersion}', seedbed_table: '${table.name}' })`,
    )
    for (const [i, plannedPart] of some.entries()) {
      const file = await settle(root, join(aside, `part=${start + i}`), table, plannedPart)
      written.push({ file, schema: schemaVersion, ...plannedPart })
    }
    await rm(aside, { recursive: true })
    onProgress({ step: 'write', done: written.length, total: plannedParts.length })
  }
  // The files' names must be on disk before the manifest that refers to them.
  for (const folder of foldersOf(written)) await flush(join(root, folder))
  return writeManifest(root, [
    ...manifest.parts.filter(part => !plannedParts.some(plannedPart => isSamePart(part, plannedPart))),
    ...written,
  ])
}

/**
 * Number of rows in a row group. DuckDB keeps a group in memory until it is written, so a group is limited to some ten
 * megabytes.
 */
const rowsTogether = (table: Table): number => Math.min(122_880, 2_048 * Math.ceil(1_000_000 / valuesOf(table) / 2_048))

/**
 * Moves the only file in `folder` to its final path.
 *
 * @returns that path, relative to the root
 */
async function settle(root: string, folder: string, table: Table, plannedPart: PlannedPart): Promise<string> {
  const [name, ...more] = await readdir(folder)
  if (name === undefined || more.length) throw new Error(`${folder} holds ${more.length + 1} files, expected 1`)
  const aside = join(folder, name)
  await flush(aside)
  // The name contains a hash of the content, so a new file never overwrites one that a reader has open.
  const hash = createHash('sha256')
    .update(await readFile(aside))
    .digest('hex')
    .slice(0, 16)
  const file = partPath(table, plannedPart, plannedPart.period, hash)
  await mkdir(dirname(join(root, file)), { recursive: true })
  await rename(aside, join(root, file))
  return file
}

/** All folders that contain the files, up to the root, deepest first. */
function foldersOf(parts: readonly Part[]): string[] {
  const folders = new Set<string>(['.'])
  for (const { file } of parts) for (let at = dirname(file); at !== '.'; at = dirname(at)) folders.add(at)
  return [...folders].sort((a, b) => b.length - a.length)
}

/** Whether both parts are for the same series and period. */
export const isSamePart = (a: PlannedPart, b: PlannedPart): boolean =>
  a.period === b.period &&
  a.symbol === b.symbol &&
  a.interval === b.interval &&
  a.venue === b.venue &&
  a.table === b.table

import { batchesOf } from './batches.ts'
import { hotSegments, removeSegments } from './hot.ts'
import type { Lake } from './lake.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { type Changes, mergeLocked } from './merge.ts'
import type { Progress } from './progress.ts'
import { quoted, type Table, tableNames, tables } from './schema.ts'
import { sweep } from './sweep.ts'
import type { TableName } from './tables.ts'
import { hotRows } from './view.ts'
import { asWriter } from './writer.ts'

/** Result of compacting one table. */
export interface Compacted extends Changes {
  readonly table: TableName
  /** Appended files that were merged into the large ones. */
  readonly segments: number
}

/**
 * Merges appended rows into the large files, one table at a time. Readers see the same rows before, during and after. If the
 * process is killed, no row is lost and the next compaction completes the work.
 *
 * @param names tables to compact; all by default
 * @throws InputError when another process is writing
 */
export async function compact(
  lake: Lake,
  names: readonly TableName[] = tableNames,
  onProgress: Progress = () => {},
): Promise<Compacted[]> {
  const done: Compacted[] = []
  for (const name of names) {
    if ((await hotSegments(lake.root, name)).length === 0) continue
    const compacted = await lake.database.connected(connection =>
      asWriter(lake.root, connection, async () => {
        const manifest = await readManifest(lake.root)
        await sweep(lake, manifest)
        return (await compactLocked(lake, manifest, tables[name], onProgress)).compacted
      }),
    )
    done.push(compacted)
  }
  return done
}

/** `compact` for one table, for callers that already hold the lock. @returns also the new manifest */
export async function compactLocked(
  lake: Lake,
  before: Manifest,
  table: Table,
  onProgress: Progress = () => {},
): Promise<{ manifest: Manifest; compacted: Compacted }> {
  const segments = await hotSegments(lake.root, table.name)
  const compacted = { table: table.name, segments: segments.length, added: 0, replaced: 0, unchanged: 0 }
  let manifest = before
  if (segments.length) {
    for (const { venue, interval, where } of await batchesOf(lake, table, segments)) {
      // A temporary table belongs to one connection, so each batch gets a new connection.
      await lake.database.connected(async connection => {
        const columns = ['symbol', ...table.columns.map(column => column.name)].map(quoted).join(', ')
        await connection.run(
          `create temp table incoming as select ${columns} from ${hotRows(lake.root, table, segments)} where ${where}`,
        )
        const incoming = { table, venue, interval, synthetic: false, from: `rows appended to ${table.name}` }
        const merged = await mergeLocked(lake, connection, manifest, incoming, onProgress)
        manifest = merged.manifest
        for (const kind of ['added', 'replaced', 'unchanged'] as const) compacted[kind] += merged.changes[kind]
      })
    }
    // If the process dies before this line, the next compaction merges the same rows again, which changes nothing.
    await removeSegments(lake.root, segments)
  }
  return { manifest, compacted }
}

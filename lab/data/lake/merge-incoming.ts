import type { DuckDBConnection } from '@duckdb/node-api'
import { compactLocked } from './compact.ts'
import type { Lake } from './lake.ts'
import { readManifest } from './manifest.ts'
import { type Changes, type Incoming, mergeLocked } from './merge.ts'
import type { Progress } from './progress.ts'
import { sweep } from './sweep.ts'
import { asWriter } from './writer.ts'

/**
 * Merges the connection's temporary table `incoming` into the lake, whole or not at all. `incoming` holds symbol and the table's
 * columns, one valid row per symbol and key. Files whose rows do not change are left alone. Rows appended earlier are compacted
 * first, so that `incoming` replaces them.
 *
 * @throws InputError when a series would mix real with synthetic rows, or two of its bars would overlap
 */
export function mergeIncoming(
  lake: Lake,
  connection: DuckDBConnection,
  incoming: Incoming,
  onProgress: Progress = () => {},
): Promise<Changes> {
  return asWriter(lake.root, connection, async () => {
    let manifest = await readManifest(lake.root)
    await sweep(lake, manifest)
    manifest = (await compactLocked(lake, manifest, incoming.table)).manifest
    return (await mergeLocked(lake, connection, manifest, incoming, onProgress)).changes
  })
}

import type { DuckDBConnection } from '@duckdb/node-api'
import { compactLocked } from './compact.ts'
import type { Lake } from './lake.ts'
import { readManifest } from './manifest.ts'
import { type Changes, type Incoming, mergeLocked } from './merge.ts'
import type { Progress } from './progress.ts'
import { sweep } from './sweep.ts'
import { asWriter } from './writer.ts'

/**
 * Brings the connection's temporary table `incoming` (symbol and the table's columns; one row for each symbol and key, each
 * sound) into the lake, whole or not at all. Files whose rows do not change are not touched. What had been appended before is
 * compacted first, so that what comes later stands.
 *
 * @throws InputError when a series would mix real with synthetic rows, or have one bar inside another
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

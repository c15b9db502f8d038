import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hotSegments } from './hot.ts'
import { readManifest } from './manifest.ts'
import { tableNames } from './schema.ts'
import type { TableName } from './tables.ts'
import type { Live } from './view.ts'

/** The live files of each requested table. */
export type LiveTables<T extends TableName = TableName> = Readonly<Record<T, Live>>

/**
 * Calls `read` with the live files. Commits of another process may replace and delete some of them meanwhile; `read` is then
 * repeated with the newer files.
 *
 * @throws Error when a file that the manifest still names is missing on disk
 */
export async function withLive<T>(
  root: string,
  read: (live: LiveTables) => Promise<T>,
  names: readonly TableName[] = tableNames,
): Promise<T> {
  for (;;) {
    const live = await liveTables(root, names)
    try {
      return await read(live)
    } catch (error) {
      const gone = Object.values(live)
        .flatMap(({ parts, segments }) => [...parts.map(part => part.file), ...segments])
        .filter(file => !existsSync(join(root, file)))
      if (gone.length === 0) throw error
      const named = new Set((await readManifest(root)).parts.map(part => part.file))
      const lost = gone.find(file => named.has(file))
      if (lost) throw new Error(`${join(root, lost)} is missing, although the manifest names it`, { cause: error })
    }
  }
}

async function liveTables(root: string, names: readonly TableName[]): Promise<LiveTables> {
  // Segments are listed before the manifest is read. Rows compacted in between are then read twice, which changes nothing;
  // in the other order they would be missed.
  const segments = await Promise.all(names.map(name => hotSegments(root, name)))
  const { parts } = await readManifest(root)
  return Object.fromEntries(
    names.map((name, i) => [name, { parts: parts.filter(part => part.table === name), segments: segments[i] }]),
  ) as unknown as LiveTables
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hotSegments } from './hot.ts'
import { readManifest } from './manifest.ts'
import { tableNames } from './schema.ts'
import type { TableName } from './tables.ts'
import type { Live } from './view.ts'

/** The files that hold the current rows of each table: parts of the manifest, and segments not yet compacted. */
export type LiveTables<T extends TableName = TableName> = Readonly<Record<T, Live>>

/**
 * Calls `read` with the live files of the lake. Another process may replace and delete some of them in the meantime. If
 * `read` then fails, it is called again with the newer files.
 *
 * @param root folder of the lake
 * @param names tables whose files are passed; default: all
 * @throws Error when a file that the manifest still names is missing on disk, and any other error of `read`
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
  // Segments are listed before the manifest is read. Rows that are compacted in between are then read twice, which does
  // no harm. In the other order they would be missed.
  const segments = await Promise.all(names.map(name => hotSegments(root, name)))
  const { parts } = await readManifest(root)
  return Object.fromEntries(
    names.map((name, i) => [name, { parts: parts.filter(part => part.table === name), segments: segments[i] }]),
  ) as unknown as LiveTables
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hotSegments } from './hot.ts'
import { readManifest } from './manifest.ts'
import { tableNames } from './schema.ts'
import type { TableName } from './tables.ts'
import type { Live } from './view.ts'

/** What is live of each table that was asked for. */
export type LiveTables<T extends TableName = TableName> = Readonly<Record<T, Live>>

/**
 * Answers from the live files. A commit in another process may replace some of them, and the one after it delete them, while
 * `read` is under way: then the read begins again from what is newer.
 *
 * @throws Error naming a file that the manifest still names and the disk has lost
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
  // Appended files first: what is compacted between the two looks is then seen twice, which changes nothing, and never not at all.
  const segments = await Promise.all(names.map(name => hotSegments(root, name)))
  const { parts } = await readManifest(root)
  return Object.fromEntries(
    names.map((name, i) => [name, { parts: parts.filter(part => part.table === name), segments: segments[i] }]),
  ) as unknown as LiveTables
}

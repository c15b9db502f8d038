import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Part, readManifest } from './manifest.ts'

/**
 * Answers from the live files. A commit in another process may replace some of them, and the one after it delete them, while
 * `read` is under way: then the read begins again from the newer manifest.
 *
 * @throws Error naming a file that the manifest still names and the disk has lost
 */
export async function withLiveParts<T>(root: string, read: (parts: readonly Part[]) => Promise<T>): Promise<T> {
  for (;;) {
    const { parts } = await readManifest(root)
    try {
      return await read(parts)
    } catch (error) {
      const gone = parts.filter(part => !existsSync(join(root, part.file)))
      if (gone.length === 0) throw error
      const named = new Set((await readManifest(root)).parts.map(part => part.file))
      const lost = gone.find(part => named.has(part.file))
      if (lost) throw new Error(`${join(root, lost.file)} is missing, although the manifest names it`, { cause: error })
    }
  }
}

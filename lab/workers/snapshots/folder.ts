import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flush } from '../../durable.ts'
import { InputError } from '../../input-error.ts'
import type { SnapshotStore } from './store.ts'

/** Snapshots in a folder that all machines can read, such as a shared volume. */
export function folderStore(place: string): SnapshotStore {
  const path = (name: string) => join(place, name)
  return {
    place,
    has: async name => existsSync(path(name)),
    async write(name, bytes) {
      await mkdir(place, { recursive: true })
      // Two submitters may write the same snapshot at once: each writes a temporary file, and both rename identical
      // bytes.
      const aside = `${path(name)}.${process.pid}.new`
      try {
        await writeFile(aside, bytes)
        await flush(aside)
        await rename(aside, path(name))
      } finally {
        await rm(aside, { force: true })
      }
      await flush(place)
    },
    async read(name) {
      try {
        return await readFile(path(name))
      } catch (cause) {
        const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
        const why = missing ? 'not found: does this machine mount the same folder?' : (cause as Error).message
        throw new InputError(`${path(name)}: ${why}`, { cause })
      }
    },
    close() {},
  }
}

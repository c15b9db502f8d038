import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flush } from '../../durable.ts'
import { InputError } from '../../input-error.ts'
import type { SnapshotStore } from './store.ts'

/** Snapshots in a folder that all machines see, such as a volume that they share. */
export function folderStore(place: string): SnapshotStore {
  const path = (name: string) => join(place, name)
  return {
    place,
    has: async name => existsSync(path(name)),
    async write(name, bytes) {
      await mkdir(place, { recursive: true })
      // Two submitters may write the same one at once: each writes aside, and the last to finish puts the same bytes there again.
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
        const why = missing ? 'is not there: does this machine see the same folder?' : (cause as Error).message
        throw new InputError(`${path(name)}: ${why}`, { cause })
      }
    },
    close() {},
  }
}

import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Flushes a path to disk: the content of a file, or the list of names in a folder. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Replaces a file atomically and durably: readers see the old or the new content, even after a power cut. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const aside = `${path}.new`
  const handle = await open(aside, 'w')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(aside, path)
  await flush(dirname(path))
}

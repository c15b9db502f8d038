import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Resolves when the file's bytes, or the folder's names, would survive a power cut. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Replaces `path` by `text` so that whoever reads sees all of the old or all of the new, power cut or not. */
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

import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from '../../../input-error.ts'
import type { DurationMs } from '../../../market/units.ts'
import type { Listed } from './estimate.ts'
import { etagOf, partsOf } from './etag.ts'
import { failureOf, Transient } from './failure.ts'
import { type Retry, retrying } from './retry.ts'
import type { Store } from './store.ts'

export interface Fetch extends Retry {
  /** Where files lie while they are read. */
  readonly folder: string
  /** How long a body may say nothing. */
  readonly patience?: DurationMs
  readonly onBytes?: (bytes: number) => void
}

/**
 * Downloads one file. What a run that was killed left of it is continued; nothing is believed before all of it has the
 * length and the ETag that were listed.
 *
 * @returns the path of the whole file
 * @throws InputError when it cannot be had
 */
export async function fetchFile(store: Store, file: Listed, options: Fetch): Promise<string> {
  const { folder, signal } = options
  // Bytes of another content never meet: the ETag is part of the name.
  const path = join(folder, `${encodeURIComponent(file.key)}.${file.etag}`)
  if ((await bytesOf(path)) === file.bytes) return path
  await mkdir(folder, { recursive: true })
  const half = `${path}.part`
  let before: string | undefined
  await retrying(async () => {
    await continued(store, file, half, options)
    const partBytes = partsOf(file.etag) === undefined ? undefined : await store.partBytes(file, signal)
    const etag = await etagOf(half, partBytes)
    if (etag === file.etag) return
    await rm(half)
    const message = `${file.dataset.bucket}/${file.key}: expected ETag ${file.etag}, found ${etag}`
    // The same content again is no accident of the network, and each download is paid for.
    if (etag === before) throw new InputError(`${message}, twice`)
    before = etag
    throw new Transient(message)
  }, options)
  await rename(half, path)
  return path
}

/** Appends to the half that there is until it is whole. */
async function continued(store: Store, file: Listed, half: string, options: Fetch): Promise<void> {
  const { signal, patience = 30_000, onBytes = () => {} } = options
  const what = `${file.dataset.bucket}/${file.key}`
  const handle = await open(half, 'a')
  try {
    let at = (await handle.stat()).size
    if (at > file.bytes) {
      await handle.truncate(0)
      at = 0
    }
    if (at === file.bytes) return
    const body = await store.read(file, at, signal)
    const give = () => body.destroy(new Transient(`${what}: no byte for ${patience} ms`))
    const stop = () => body.destroy(signal.reason)
    let watch = setTimeout(give, patience)
    signal.addEventListener('abort', stop)
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        clearTimeout(watch)
        await handle.appendFile(chunk)
        at += chunk.length
        onBytes(chunk.length)
        watch = setTimeout(give, patience)
      }
    } catch (error) {
      signal.throwIfAborted()
      throw failureOf(what, error)
    } finally {
      clearTimeout(watch)
      signal.removeEventListener('abort', stop)
      body.destroy()
    }
    if (at !== file.bytes) throw new Transient(`${what}: expected ${file.bytes} bytes, found ${at}`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function bytesOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

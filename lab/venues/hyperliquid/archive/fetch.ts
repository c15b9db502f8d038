import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from '../../../input-error.ts'
import type { DurationMs } from '../../../market/units.ts'
import type { Listed } from './estimate.ts'
import { etagOf, partsOf } from './etag.ts'
import { failureOf, Transient } from './failure.ts'
import { type Retry, retrying } from './retry.ts'
import type { Store } from './store.ts'

/** Options to fetch a file. */
export interface Fetch extends Retry {
  /** Folder in which files are kept until they are read. */
  readonly folder: string
  /** Longest wait for the next chunk of a body; default 30,000 ms. */
  readonly timeout?: DurationMs
  /** Called with the number of bytes of each received chunk. */
  readonly onBytes?: (bytes: number) => void
}

/**
 * Downloads one file. A partial download of a killed run is continued. The file is accepted only if its length and ETag
 * are those of the listing.
 *
 * @returns path of the complete file
 * @throws InputError if the download fails
 */
export async function fetchFile(store: Store, file: Listed, options: Fetch): Promise<string> {
  const { folder, signal } = options
  // The ETag is part of the name, so that versions of a file never mix.
  const path = join(folder, `${encodeURIComponent(file.key)}.${file.etag}`)
  if ((await bytesOf(path)) === file.bytes) return path
  await mkdir(folder, { recursive: true })
  const partial = `${path}.part`
  let before: string | undefined
  await retrying(async () => {
    await resumeDownload(store, file, partial, options)
    const partBytes = partsOf(file.etag) === undefined ? undefined : await store.partBytes(file, signal)
    const etag = await etagOf(partial, partBytes)
    if (etag === file.etag) return
    await rm(partial)
    const message = `${file.dataset.bucket}/${file.key}: expected ETag ${file.etag}, found ${etag}`
    // Two downloads with the same wrong content rule out a network error, and each download costs money.
    if (etag === before) throw new InputError(`${message}, twice`)
    before = etag
    throw new Transient(message)
  }, options)
  await rename(partial, path)
  return path
}

/** Appends to the partial file until it is complete. */
async function resumeDownload(store: Store, file: Listed, partial: string, options: Fetch): Promise<void> {
  const { signal, timeout = 30_000, onBytes = () => {} } = options
  const what = `${file.dataset.bucket}/${file.key}`
  const handle = await open(partial, 'a')
  try {
    let at = (await handle.stat()).size
    if (at > file.bytes) {
      await handle.truncate(0)
      at = 0
    }
    if (at === file.bytes) return
    const body = await store.read(file, at, signal)
    const expire = () => body.destroy(new Transient(`${what}: no byte for ${timeout} ms`))
    const stop = () => body.destroy(signal.reason)
    let timer = setTimeout(expire, timeout)
    signal.addEventListener('abort', stop)
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        clearTimeout(timer)
        await handle.appendFile(chunk)
        at += chunk.length
        onBytes(chunk.length)
        timer = setTimeout(expire, timeout)
      }
    } catch (error) {
      signal.throwIfAborted()
      throw failureOf(what, error)
    } finally {
      clearTimeout(timer)
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

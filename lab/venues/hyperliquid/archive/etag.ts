import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

/**
 * S3's ETag of a file, in hex. It is the file's MD5. For a file uploaded in parts it is the MD5 of the parts' MD5s,
 * followed by `-` and the number of parts.
 *
 * @param partBytes bytes of every part except the last; undefined for a file that was not uploaded in parts
 * @see the S3 user guide, "Checking object integrity"
 */
export async function etagOf(path: string, partBytes: number | undefined): Promise<string> {
  const file = await open(path)
  try {
    if (partBytes === undefined) return (await md5(file, 0, Number.POSITIVE_INFINITY)).toString('hex')
    const { size } = await file.stat()
    const parts: Buffer[] = []
    for (let start = 0; start < size; start += partBytes) parts.push(await md5(file, start, start + partBytes))
    return `${createHash('md5').update(Buffer.concat(parts)).digest('hex')}-${parts.length}`
  } finally {
    await file.close()
  }
}

/** Number of parts in which a file was uploaded, from its ETag; undefined if it was not uploaded in parts. */
export function partsOf(etag: string): number | undefined {
  const parts = /^[0-9a-f]{32}-(\d+)$/.exec(etag)?.[1]
  return parts === undefined ? undefined : Number(parts)
}

/** MD5 of the bytes in `[start, end)`, or up to the end of the file. */
async function md5(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const hash = createHash('md5')
  // One buffer serves all reads: new buffers would pile up faster than the garbage collector frees them.
  const buffer = Buffer.alloc(262_144)
  for (let at = start; at < end; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at)
    if (bytesRead === 0) break
    hash.update(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
  return hash.digest()
}

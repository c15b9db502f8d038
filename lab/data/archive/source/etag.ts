import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/**
 * What S3 says of a content: the MD5 of it, or where it was stored in parts that of the parts' MD5s, and how many they were.
 *
 * @param partBytes bytes of every part but the last; undefined where the file was stored in one
 * @see the S3 user guide, "Checking object integrity"
 */
export async function etagOf(path: string, partBytes: number | undefined): Promise<string> {
  if (partBytes === undefined) return (await md5(path, 0, Number.POSITIVE_INFINITY)).hash.toString('hex')
  const parts: Buffer[] = []
  for (let start = 0; ; start += partBytes) {
    const { hash, bytes } = await md5(path, start, start + partBytes - 1)
    if (bytes === 0 && parts.length > 0) break
    parts.push(hash)
    if (bytes < partBytes) break
  }
  return `${createHash('md5').update(Buffer.concat(parts)).digest('hex')}-${parts.length}`
}

/** How a file was stored in parts, or undefined. */
export const partsOf = (etag: string): number | undefined => {
  const parts = /^[0-9a-f]{32}-(\d+)$/.exec(etag)?.[1]
  return parts === undefined ? undefined : Number(parts)
}

async function md5(path: string, start: number, end: number) {
  const hash = createHash('md5')
  let bytes = 0
  for await (const chunk of createReadStream(path, { start, end, highWaterMark: 1 << 20 })) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { hash: hash.digest(), bytes }
}

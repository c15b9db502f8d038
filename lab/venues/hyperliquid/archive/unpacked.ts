import { unlz4 } from '../../../data/lz4/frames.ts'
import { gunzip } from './gunzip.ts'

/**
 * Decompresses a file of the venue's archive. The end of its name gives the format: `.lz4`, `.gz`, otherwise plain.
 *
 * @throws InputError for a damaged file, while the content is read
 */
export function unpacked(source: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  if (name.endsWith('.lz4')) return unlz4(source, name)
  if (name.endsWith('.gz')) return gunzip(source, name)
  return source
}

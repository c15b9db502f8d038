import { unlz4 } from '../../../data/lz4/frames.ts'
import { gunzip } from './gunzip.ts'

/**
 * The decompressed content of a file: LZ4, gzip or plain, by the end of its name. @throws InputError for a damaged file
 */
export function unpacked(source: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  if (name.endsWith('.lz4')) return unlz4(source, name)
  if (name.endsWith('.gz')) return gunzip(source, name)
  return source
}

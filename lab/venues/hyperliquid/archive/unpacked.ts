import { unlz4 } from '../../../data/lz4/frames.ts'
import { gunzip } from './gunzip.ts'

/** The content of a file, packed as the end of its name says: LZ4, gzip, or not at all. @throws InputError where it is damaged */
export function unpacked(source: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  if (name.endsWith('.lz4')) return unlz4(source, name)
  if (name.endsWith('.gz')) return gunzip(source, name)
  return source
}

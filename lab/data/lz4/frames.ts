import { InputError } from '../../input-error.ts'
import { decodeBlock } from './block.ts'
import { type ByteReader, byteReader } from './byte-reader.ts'
import { descriptorRest, type FrameHeader, hex, parseHeader } from './header.ts'
import { xxh32, xxh32Of } from './xxh32.ts'

/** First four bytes of a frame, of a file in the legacy format, and of a skippable frame; little-endian. */
const magic = 0x184d2204
const legacyMagic = 0x184c2102
const isSkippable = (word: number) => word >>> 4 === 0x184d2a5

/** Maximum distance, in bytes, from a match back to the output that it repeats. */
const reach = 65_536

/** Maximum size of a yielded chunk, in bytes. Small, so that objects made from a chunk can be collected early. */
const piece = 65_536

/**
 * Decodes an LZ4 file, frame by frame. Each frame is verified against every checksum and size that it contains. Only
 * one block is in memory at a time, at most 4 MB, for files of any size.
 *
 * @param name file name, for errors
 * @returns chunks that the caller may keep
 * @throws InputError with file and byte position if the file is empty, truncated, damaged or of another format
 */
export async function* unlz4(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const reader = byteReader(source, name)
  try {
    if (await reader.atEnd()) throw new InputError(`${name}: byte 0: expected an LZ4 frame, found an empty file`)
    while (!(await reader.atEnd())) {
      const at = reader.offset
      const word = wordOf(await reader.take(4, 'a magic number'))
      if (word === magic) yield* frame(reader, name)
      else if (isSkippable(word))
        await reader.skip(wordOf(await reader.take(4, 'a skippable frame')), 'a skippable frame')
      else if (word === legacyMagic)
        throw new InputError(`${name}: byte ${at}: the file is of LZ4's legacy format, expected LZ4 frames`)
      else throw new InputError(`${name}: byte ${at}: expected an LZ4 frame (${hex(magic)}), found ${hex(word)}`)
    }
  } finally {
    await reader.close()
  }
}

async function* frame(reader: ByteReader, name: string): AsyncGenerator<Uint8Array> {
  const header = await readHeader(reader, name)
  const content = xxh32()
  let total = 0
  for await (const block of blocks(reader, header, name)) {
    total += block.length
    if (header.contentChecksum) content.update(block)
    yield block
  }
  if (header.contentSize !== undefined && total !== header.contentSize)
    throw new InputError(
      `${name}: byte ${reader.offset}: the frame holds ${total} bytes, its header says ${header.contentSize}`,
    )
  if (header.contentChecksum) await verify(reader, content.digest(), 'content', name)
}

async function readHeader(reader: ByteReader, name: string): Promise<FrameHeader> {
  const at = reader.offset
  const start = (await reader.take(2, 'a frame header')).slice()
  const rest = await reader.take(descriptorRest(start[0]), 'a frame header')
  return where(name, at, () => parseHeader(Uint8Array.of(...start, ...rest)))
}

async function* blocks(reader: ByteReader, header: FrameHeader, name: string): AsyncGenerator<Uint8Array> {
  const { linked, maxBlock, blockChecksums } = header
  // A block is decoded to index `reach`. The bytes before it are earlier output, which matches may repeat.
  const work = new Uint8Array(reach + maxBlock)
  let floor = reach
  for (;;) {
    const at = reader.offset
    const word = wordOf(await reader.take(4, 'a block size'))
    if (word === 0) return
    const size = word & 0x7fffffff
    if (size > maxBlock)
      throw new InputError(`${name}: byte ${at}: a block of ${size} bytes, expected at most ${maxBlock}`)
    const stored = await reader.take(size, 'a block')
    const sum = blockChecksums ? xxh32Of(stored) : 0
    let end = reach + size
    if (word >>> 31) work.set(stored, reach)
    else end = where(name, at, () => decodeBlock(stored, work, reach, floor))
    if (blockChecksums) await verify(reader, sum, 'block', name)
    for (let from = reach; from < end; from += piece) yield work.slice(from, Math.min(end, from + piece))
    if (!linked) continue
    const kept = Math.min(reach, end - floor)
    work.copyWithin(reach - kept, end - kept, end)
    floor = reach - kept
  }
}

async function verify(reader: ByteReader, computed: number, what: string, name: string): Promise<void> {
  const at = reader.offset
  const stored = wordOf(await reader.take(4, `a ${what} checksum`))
  if (stored !== computed)
    throw new InputError(`${name}: byte ${at}: ${what} checksum ${hex(stored)}, expected ${hex(computed)}`)
}

/** Runs `work`. A RangeError of it is rethrown as an InputError with file and byte position. */
function where<T>(name: string, at: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`${name}: byte ${at}: ${error.message}`)
    throw error
  }
}

const wordOf = (bytes: Uint8Array) => (bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24)) >>> 0

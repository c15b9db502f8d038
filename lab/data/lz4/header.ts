import { xxh32Of } from './xxh32.ts'

/** Settings of a frame, from its descriptor. They apply to all its blocks. */
export interface FrameHeader {
  /** True if a block may repeat bytes of the 64 KB before it. */
  readonly linked: boolean
  /** True if a checksum follows each block. */
  readonly blockChecksums: boolean
  /** True if a checksum of the whole decoded content follows the last block. */
  readonly contentChecksum: boolean
  /** Bytes of the decoded content; undefined when the frame does not state it. */
  readonly contentSize: number | undefined
  /** Maximum size of a decoded block, in bytes. */
  readonly maxBlock: number
}

/**
 * Number of descriptor bytes after the first two, including the checksum.
 *
 * @param flags first byte of the descriptor
 */
export const descriptorRest = (flags: number): number => (flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0) + 1

/**
 * Parses a frame descriptor.
 *
 * @param descriptor all its bytes, from the flags to the checksum
 * @throws RangeError if the descriptor is damaged, or the frame uses an unsupported feature
 * @see lz4_Frame_format.md of the LZ4 project, version 1.6.4
 */
export function parseHeader(descriptor: Uint8Array): FrameHeader {
  const [flags, block] = descriptor
  const checksum = (xxh32Of(descriptor.subarray(0, -1)) >>> 8) & 255
  const stored = descriptor[descriptor.length - 1]
  if (checksum !== stored) throw new RangeError(`header checksum ${hex(stored)}, expected ${hex(checksum)}`)
  if (flags >>> 6 !== 1) throw new RangeError(`frame version ${flags >>> 6}, expected 1`)
  if (flags & 2 || block & 0x8f) throw new RangeError('reserved bits of the frame header are set')
  if (flags & 1) throw new RangeError('the frame needs a dictionary, which is not supported')
  const size = block >>> 4
  if (size < 4) throw new RangeError(`block size code ${size}, expected 4 to 7`)
  return {
    linked: !(flags & 32),
    blockChecksums: Boolean(flags & 16),
    contentChecksum: Boolean(flags & 4),
    contentSize: flags & 8 ? sizeOf(descriptor) : undefined,
    maxBlock: 1 << (8 + 2 * size),
  }
}

function sizeOf(descriptor: Uint8Array): number {
  const size = new DataView(descriptor.buffer, descriptor.byteOffset).getBigUint64(2, true)
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`content size ${size} is past 2^53`)
  return Number(size)
}

/** A number in hexadecimal, such as `0x0f`. */
export const hex = (x: number): string => `0x${x.toString(16).padStart(2, '0')}`

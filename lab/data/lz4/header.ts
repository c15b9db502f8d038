import { xxh32Of } from './xxh32.ts'

/** The frame descriptor: settings of the blocks that follow. */
export interface FrameHeader {
  /** Whether blocks may refer to the 64 KB before them. */
  readonly linked: boolean
  readonly blockChecksums: boolean
  readonly contentChecksum: boolean
  /** Bytes of the decoded content; undefined when the frame does not state it. */
  readonly contentSize: number | undefined
  /** Most bytes of a decoded block. */
  readonly maxBlock: number
}

/** Bytes of the descriptor after its first two, including its checksum. @param flags its first byte */
export const descriptorRest = (flags: number): number => (flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0) + 1

/**
 * Parses a frame descriptor.
 *
 * @param descriptor all its bytes, from the flags to the checksum
 * @throws RangeError for a damaged descriptor, and for features that are not supported
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

export const hex = (x: number): string => `0x${x.toString(16).padStart(2, '0')}`

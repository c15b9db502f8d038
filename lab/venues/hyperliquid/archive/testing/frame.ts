import { xxh32Of } from '../../../../data/lz4/xxh32.ts'

export interface FrameShape {
  /** Bytes of each block; the last value repeats. */
  readonly blocks?: readonly number[]
  /** 4 to 7: 64 KB to 4 MB. */
  readonly sizeCode?: number
  readonly linked?: boolean
  readonly blockChecksums?: boolean
  readonly contentChecksum?: boolean
  readonly contentSize?: boolean
  /** Stores every block uncompressed. */
  readonly stored?: boolean
}

/** Encodes one LZ4 frame of any shape that the format allows. Slow and plain. */
export function frameOf(content: Uint8Array, shape: FrameShape = {}): Buffer {
  const { blocks = [65_536], sizeCode = 4, linked = false, stored = false } = shape
  const flags =
    64 |
    (linked ? 0 : 32) |
    (shape.blockChecksums ? 16 : 0) |
    (shape.contentSize ? 8 : 0) |
    (shape.contentChecksum ? 4 : 0)
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(content.length))
  const descriptor = Buffer.from([flags, sizeCode << 4, ...(shape.contentSize ? size : [])])
  const out = [word(0x184d2204), descriptor, Buffer.from([(xxh32Of(descriptor) >>> 8) & 255])]
  for (let at = 0, i = 0; at < content.length; i++) {
    const end = Math.min(content.length, at + Math.min(blocks[Math.min(i, blocks.length - 1)], 1 << (8 + 2 * sizeCode)))
    const plain = content.subarray(at, end)
    const packed = encode(content, at, end, linked ? Math.max(0, at - 65_535) : at)
    const keep = stored || packed.length >= plain.length
    const data = keep ? plain : packed
    out.push(word(keep ? (data.length | 0x80000000) >>> 0 : data.length), Buffer.from(data))
    if (shape.blockChecksums) out.push(word(xxh32Of(data)))
    at = end
  }
  out.push(word(0))
  if (shape.contentChecksum) out.push(word(xxh32Of(content)))
  return Buffer.concat(out)
}

/** A skippable frame, as some tools write before their data. */
export const skippable = (bytes: Uint8Array, kind = 0): Buffer =>
  Buffer.concat([word(0x184d2a50 + kind), word(bytes.length), bytes])

/** Encodes `content` from `start` to `end` as an LZ4 block whose matches may reach back to `floor`. */
function encode(content: Uint8Array, start: number, end: number, floor: number): Buffer {
  const seen = new Map<number, number>()
  const key = (at: number) => content[at] | (content[at + 1] << 8) | (content[at + 2] << 16) | (content[at + 3] << 24)
  for (let at = floor; at < start; at++) seen.set(key(at), at)
  const out: number[] = []
  const extend = (rest: number) => {
    for (; rest >= 255; rest -= 255) out.push(255)
    out.push(rest)
  }
  let anchor = start
  const sequence = (at: number, back: number, length: number) => {
    const literals = at - anchor
    out.push((Math.min(15, literals) << 4) | (back ? Math.min(15, length - 4) : 0))
    if (literals >= 15) extend(literals - 15)
    for (let i = anchor; i < at; i++) out.push(content[i])
    if (!back) return
    out.push(back & 255, back >>> 8)
    if (length - 4 >= 15) extend(length - 19)
    anchor = at + length
  }
  // The last five bytes are literals, and no match begins in the last twelve.
  for (let at = start; at + 12 <= end; at++) {
    const from = seen.get(key(at))
    seen.set(key(at), at)
    if (from === undefined || at - from > 65_535) continue
    let length = 4
    while (at + length < end - 5 && content[from + length] === content[at + length]) length++
    sequence(at, at - from, length)
    at += length - 1
  }
  sequence(end, 0, 0)
  return Buffer.from(out)
}

function word(x: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(x)
  return bytes
}

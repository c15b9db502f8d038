import { createHash } from 'node:crypto'

/**
 * A ledger file is a sequence of self-checking blocks: a 16-byte header with the lengths and its own check, 32 bytes
 * of SHA-256 over the rest, a JSON head and a binary body.
 */
export interface Block {
  readonly head: unknown
  readonly body: Uint8Array
}

const magic = 0x7365_6564
const prefix = 16
const digest = 32
/** Larger than any block written. A greater length indicates damage, and is not allocated. */
const maxBytes = 2 ** 30

export function encodeBlock({ head, body }: Block): Buffer {
  const text = Buffer.from(JSON.stringify(head))
  const out = Buffer.alloc(prefix + digest + text.length + body.length)
  out.writeUInt32BE(magic, 0)
  out.writeUInt32BE(text.length, 4)
  out.writeUInt32BE(body.length, 8)
  out.writeUInt32BE(sum(out.subarray(0, 12)).readUInt32BE(), 12)
  text.copy(out, prefix + digest)
  out.set(body, prefix + digest + text.length)
  sum(out.subarray(prefix + digest)).copy(out, prefix)
  return out
}

/**
 * Reads the blocks of a file. An incomplete block at the end is skipped: its write was interrupted or is still
 * running, so it was never reported as done. Trailing zeros, which a power cut may leave, are skipped too.
 *
 * @param name file name for messages
 * @throws RangeError with the byte position of a damaged block
 */
export function* decodeBlocks(bytes: Buffer, name: string): Generator<Block> {
  for (let start = 0; start < bytes.length; ) {
    const left = bytes.length - start
    const damaged = (what: string) =>
      new RangeError(
        `${name}: damaged at byte ${start}: ${what}; restore it from a backup, since its trials cannot be counted otherwise`,
      )
    if (left < prefix || (bytes[start] === 0 && bytes.subarray(start).every(byte => byte === 0))) return
    const frame = bytes.subarray(start, start + 12)
    if (bytes.readUInt32BE(start) !== magic || bytes.readUInt32BE(start + 12) !== sum(frame).readUInt32BE())
      throw damaged(`expected a block, found ${bytes.toString('hex', start, start + prefix)}`)
    const [headBytes, bodyBytes] = [bytes.readUInt32BE(start + 4), bytes.readUInt32BE(start + 8)]
    const length = prefix + digest + headBytes + bodyBytes
    if (length > maxBytes) throw damaged(`expected a block of at most ${maxBytes} bytes, found ${length}`)
    if (left < length) return
    const content = bytes.subarray(start + prefix + digest, start + length)
    const stated = bytes.subarray(start + prefix, start + prefix + digest)
    if (!sum(content).equals(stated))
      throw damaged(`expected checksum ${stated.toString('hex')}, found ${sum(content).toString('hex')}`)
    yield { head: JSON.parse(content.toString('utf8', 0, headBytes)), body: content.subarray(headBytes) }
    start += length
  }
}

const sum = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

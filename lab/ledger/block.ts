import { createHash } from 'node:crypto'

/**
 * What a ledger file is made of: blocks, each of which proves itself. Sixteen bytes say that it is one and how long it is, and prove that
 * they say so; then 32 bytes of SHA-256 over the rest: a head of JSON and a body of bytes.
 */
export interface Block {
  readonly head: unknown
  readonly body: Uint8Array
}

const magic = 0x7365_6564
const prefix = 16
const digest = 32
/** Longer than any that is written: a length beyond it is damage, and nothing to be read into memory. */
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
 * The blocks of a file. One that the file ends within is the trace of a write that was cut short, or is going on: nobody was told that it
 * had succeeded, and it is left out. So are the zeros that a power cut may leave behind.
 *
 * @throws RangeError naming the place in `name` where a block is not what was written
 */
export function* decodeBlocks(bytes: Buffer, name: string): Generator<Block> {
  for (let start = 0; start < bytes.length; ) {
    const left = bytes.length - start
    const damaged = (what: string) =>
      new RangeError(
        `${name}: damaged at byte ${start}: ${what}; put it back from a copy, what it counted is not known otherwise`,
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

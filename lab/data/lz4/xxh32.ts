/** An incremental hash. */
export interface Xxh32 {
  update(bytes: Uint8Array): void
  /** Hash of all bytes so far, as an unsigned 32-bit number. */
  digest(): number
}

const [p1, p2, p3, p4, p5] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1]

/** The 32-bit xxHash with seed 0, which LZ4 frames use. @see XXH32 in the xxHash specification, section 2 */
export function xxh32(): Xxh32 {
  let [a, b, c, d] = [(p1 + p2) | 0, p2 | 0, 0, -p1 | 0]
  let total = 0
  const rest = new Uint8Array(16)
  let restLength = 0

  const stripe = (view: DataView, at: number) => {
    a = round(a, view.getInt32(at, true))
    b = round(b, view.getInt32(at + 4, true))
    c = round(c, view.getInt32(at + 8, true))
    d = round(d, view.getInt32(at + 12, true))
  }

  return {
    update(bytes) {
      total += bytes.length
      let at = 0
      if (restLength > 0) {
        at = Math.min(16 - restLength, bytes.length)
        rest.set(bytes.subarray(0, at), restLength)
        restLength += at
        if (restLength < 16) return
        stripe(viewOf(rest), 0)
        restLength = 0
      }
      const view = viewOf(bytes)
      for (; at + 16 <= bytes.length; at += 16) stripe(view, at)
      rest.set(bytes.subarray(at))
      restLength = bytes.length - at
    },
    digest() {
      let hash = total >= 16 ? (turn(a, 1) + turn(b, 7) + turn(c, 12) + turn(d, 18)) | 0 : p5
      hash = (hash + total) | 0
      const view = viewOf(rest)
      let at = 0
      for (; at + 4 <= restLength; at += 4)
        hash = Math.imul(turn((hash + Math.imul(view.getInt32(at, true), p3)) | 0, 17), p4)
      for (; at < restLength; at++) hash = Math.imul(turn((hash + Math.imul(rest[at], p5)) | 0, 11), p1)
      hash = Math.imul(hash ^ (hash >>> 15), p2)
      hash = Math.imul(hash ^ (hash >>> 13), p3)
      return (hash ^ (hash >>> 16)) >>> 0
    },
  }
}

/** Hash of one array of bytes. */
export function xxh32Of(bytes: Uint8Array): number {
  const hash = xxh32()
  hash.update(bytes)
  return hash.digest()
}

const turn = (x: number, bits: number) => (x << bits) | (x >>> (32 - bits))
const round = (lane: number, word: number) => Math.imul(turn((lane + Math.imul(word, p2)) | 0, 13), p1)
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/**
 * Decodes one LZ4 block into `target` from `start` on.
 *
 * The code is our own because the decoder on npm trusts its input: a damaged block makes it write zeros, or read past the end.
 *
 * @param floor lowest index of `target` that a match may refer to; in linked frames it includes earlier blocks
 * @returns the index after the last byte written
 * @throws RangeError for a damaged block, and for one that decodes to more than `target` has room for
 * @see lz4_Block_format.md of the LZ4 project
 */
export function decodeBlock(source: Uint8Array, target: Uint8Array, start: number, floor: number): number {
  const end = source.length
  let from = 0
  let to = start
  while (from < end) {
    const token = source[from++]

    let literals = token >>> 4
    if (literals === 15) {
      let more: number
      do {
        if (from >= end) throw cut(from)
        more = source[from++]
        literals += more
      } while (more === 255)
    }
    if (from + literals > end) throw cut(end)
    if (to + literals > target.length) throw tooMuch(target.length - start)
    if (literals > 32) {
      target.set(source.subarray(from, from + literals), to)
      from += literals
      to += literals
    } else for (const stop = from + literals; from < stop; ) target[to++] = source[from++]
    // The last sequence has no match.
    if (from === end) return to

    if (from + 2 > end) throw cut(end)
    const back = source[from] | (source[from + 1] << 8)
    from += 2
    if (back === 0 || back > to - floor)
      throw new RangeError(
        `a match ${from - 2} bytes into the block reaches ${back} bytes back, expected 1 to ${to - floor}`,
      )
    let length = (token & 15) + 4
    if (length === 19) {
      let more: number
      do {
        if (from >= end) throw cut(from)
        more = source[from++]
        length += more
      } while (more === 255)
    }
    if (to + length > target.length) throw tooMuch(target.length - start)
    if (length > 32 && back >= length) {
      target.copyWithin(to, to - back, to - back + length)
      to += length
    } else for (const stop = to + length; to < stop; to++) target[to] = target[to - back]
  }
  throw cut(end)
}

const cut = (at: number) => new RangeError(`the block ends in the middle of a sequence, after ${at} bytes`)
const tooMuch = (room: number) => new RangeError(`the block holds more than the ${room} bytes it may`)

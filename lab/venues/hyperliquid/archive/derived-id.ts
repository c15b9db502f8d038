/**
 * An id for a trade whose source has none: a hash of `parts`, from −1 to −2⁵³ + 1. The same parts always give the same id.
 * Among a hundred million trades of one market, the chance that any two share an id is about one half.
 */
export function derivedId(...parts: readonly (string | number)[]): number {
  let [low, high] = [0xdeadbeef, 0x41c6ce57]
  for (const part of parts) {
    for (const character of `${part}/`) {
      const code = character.charCodeAt(0)
      low = Math.imul(low ^ code, 0x9e3779b1)
      high = Math.imul(high ^ code, 0x5f356495)
    }
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  // 21 bits and 32: 53, none of them all zero.
  return -((high & 0x1fffff) * 2 ** 32 + (low >>> 0) || 1)
}

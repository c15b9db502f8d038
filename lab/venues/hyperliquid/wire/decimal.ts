/**
 * The number that a text of the venue spells: an optional minus, digits, and after a point more digits. NaN for everything
 * else, among it `""`, `" 1"`, `+1`, `.5`, `1e5`, `0x10`, `Infinity` and whatever is no text: the venue never writes such.
 * Minus zero is zero.
 */
export function decimal(value: unknown): number {
  if (typeof value !== 'string' || !isDecimal(value)) return Number.NaN
  const number = Number(value) + 0
  return Number.isFinite(number) ? number : Number.NaN
}

/** By hand, since every trade and level passes here twice. */
function isDecimal(text: string): boolean {
  const start = text.charCodeAt(0) === minus ? 1 : 0
  let point = -1
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === dot && point < 0 && i > start) point = i
    else if (code < zero || code > nine) return false
  }
  return text.length > start && point !== text.length - 1
}

const [minus, dot, zero, nine] = [45, 46, 48, 57]

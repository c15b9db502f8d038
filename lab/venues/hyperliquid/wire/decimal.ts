/**
 * Parses a decimal text of the venue: an optional minus, digits, and perhaps a point with more digits. NaN for everything
 * else, which the venue never sends: `""`, `" 1"`, `+1`, `.5`, `1e5`, `0x10`, `Infinity` and values that are not text. Minus
 * zero becomes zero.
 */
export function decimal(value: unknown): number {
  if (typeof value !== 'string' || !isDecimal(value)) return Number.NaN
  const number = Number(value) + 0
  return Number.isFinite(number) ? number : Number.NaN
}

/** Written by hand for speed: each trade and level passes through it twice. */
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

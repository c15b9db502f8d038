/** A number as people read it: seven digits at most, and nothing for nothing. */
export function numberText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'bigint') return value.toLocaleString('en-US')
  if (typeof value !== 'number') return String(value)
  if (!Number.isFinite(value)) return String(value)
  return value.toLocaleString('en-US', { maximumSignificantDigits: 7 })
}

/** Of a time: to the minute, and seconds where it has some. */
export function timeText(ms: number): string {
  const text = new Date(ms).toISOString()
  return text.slice(0, text.slice(17, 19) === '00' ? 16 : 19).replace('T', ' ')
}

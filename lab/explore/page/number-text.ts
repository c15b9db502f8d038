/** A number for display, with up to seven significant digits; empty for null and undefined. */
export function numberText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'bigint') return value.toLocaleString('en-US')
  if (typeof value !== 'number') return String(value)
  if (!Number.isFinite(value)) return String(value)
  return value.toLocaleString('en-US', { maximumSignificantDigits: 7 })
}

/** A UTC time for display, such as `2024-01-31 16:00`; with seconds unless they are 0. @param ms epoch ms */
export function timeText(ms: number): string {
  const text = new Date(ms).toISOString()
  return text.slice(0, text.slice(17, 19) === '00' ? 16 : 19).replace('T', ' ')
}

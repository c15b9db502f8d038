/** Whether a text is plain decimal notation: no exponent, no plus sign and no superfluous leading zeros. */
export const isDecimal = (text: string): boolean => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)

/** The shortest decimal without exponent that parses back to the same number; −0 is written `0`. */
export function decimal(value: number): string {
  const [digits, exponent] = String(value).split('e')
  return exponent ? shiftPoint(digits, Number(exponent)) : digits
}

/**
 * The same digits with the decimal point moved, to the right when `places` is positive. Multiplication would not be
 * exact: 0.07 × 100 is 7.000000000000001, but a file must say 7 %.
 */
export function shiftPoint(text: string, places: number): string {
  const sign = text.startsWith('-') ? '-' : ''
  const [whole, part = ''] = text.slice(sign.length).split('.')
  const digits = whole + part
  const point = whole.length + places
  const padded = point > 0 ? digits.padEnd(point, '0') : '0'.repeat(1 - point) + digits
  const left = Math.max(point, 1)
  const moved = `${padded.slice(0, left)}.${padded.slice(left)}`.replace(/^0+(?=\d)/, '').replace(/\.?0*$/, '')
  return moved === '0' ? '0' : sign + moved
}

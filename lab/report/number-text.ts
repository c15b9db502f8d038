/** Unit of a number, which determines its format; a `fraction` of 0.15 is printed as 15.00 %. */
export type Unit = 'fraction' | 'USD' | 'bps' | 'ratio' | 'count' | 'bars' | 'hours' | 'days'

/** Printed for a number that does not exist, in place of 0 or NaN. */
export const absent = '—'

const plain = (digits: number) =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const whole = plain(0)
const tenths = plain(1)
const cents = plain(2)
const significant = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 })

const print: Readonly<Record<Unit, (value: number) => string>> = {
  fraction: value => `${cents.format(100 * value)} %`,
  USD: value => cents.format(value),
  bps: value => cents.format(value),
  ratio: value => cents.format(value),
  count: value => whole.format(value),
  bars: value => tenths.format(value),
  hours: value => tenths.format(value),
  days: value => tenths.format(value),
}

/** A number in the format of its unit, with a true minus sign. The unit is not printed, except %. */
export const inUnit = (value: number | undefined, unit: Unit): string =>
  value === undefined || !Number.isFinite(value) ? absent : minus(print[unit](value))

/** A number without a unit, with up to six significant digits. */
export const inDigits = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? absent : minus(significant.format(value))

/** A number in the format of its unit, followed by the unit's name where it has one. */
export function withUnit(value: number | undefined, unit: Unit): string {
  const text = inUnit(value, unit)
  return text === absent || unit === 'fraction' || unit === 'ratio' || unit === 'count' ? text : `${text} ${unit}`
}

/** Name of the unit for a table column. */
export const unitName = (unit: Unit): string => (unit === 'fraction' ? '%' : unit)

const minus = (text: string) => text.replace(/^-(?=[\d.,]*[1-9])/, '−').replace(/^-/, '')

import { fail, ok } from '../../result.ts'
import { decimal, isDecimal, shiftPoint } from './decimal.ts'
import { quoted } from './flaw.ts'
import type { Quantity, Scalar } from './shape.ts'

/**
 * A field that holds a number with its unit.
 *
 * @param places digits by which the decimal point moves to the right when the value is written: 2 writes 0.07 as `7 %`
 */
export function quantity<T extends number>(quantity: Quantity, example: string, places = 0): Scalar<T> {
  const { unit } = quantity
  const expects = describe(quantity)
  const suffix = unit && ` ${unit}`
  return {
    kind: 'scalar',
    expects,
    example,
    quantity,
    read(text) {
      const [, number, rest] = /^(-?\d[\d.]*) ?(.*)$/s.exec(text) ?? []
      const expected = `expected ${expects}; for example ${quoted(example)}`
      if (number === undefined || !isDecimal(number)) return fail(`found ${quoted(text)}, ${expected}`)
      if (rest !== unit) {
        const without = rest === '' ? 'which has no unit' : `whose unit is ${quoted(rest)}`
        return fail(unit ? `found ${quoted(text)}, ${without}: ${expected}` : `found ${quoted(text)}, ${expected}`)
      }
      if (!isWithin(Number(number), quantity)) return fail(`found ${quoted(text)}, ${expected}`)
      return ok((Number(shiftPoint(number, -places)) || 0) as T)
    },
    write: value => (Number.isFinite(value) ? shiftPoint(decimal(value), places) : value) + suffix,
  }
}

/** A percentage: 0.07 in the value is `7 %` in the file. */
export const percent = <T extends number>(bounds: Omit<Quantity, 'unit'>, example: string): Scalar<T> =>
  quantity<T>({ unit: '%', ...bounds }, example, 2)

/** A field that holds a number without a unit. */
export const plainNumber = (bounds: Omit<Quantity, 'unit'>, example: string): Scalar<number> =>
  quantity({ unit: '', ...bounds }, example)

/** A count: a whole number, at least `min`, small enough to be exact as a float64. */
export const count = (example: string, min = 0): Scalar<number> =>
  plainNumber({ whole: true, min, max: Number.MAX_SAFE_INTEGER }, example)

/** True when a value is within the bounds of a quantity. @param value in the quantity's own unit */
export const isWithin = (value: number, { whole, min, above, max }: Quantity): boolean =>
  Number.isFinite(value) &&
  (!whole || Number.isInteger(value)) &&
  (min === undefined || value >= min) &&
  (above === undefined || value > above) &&
  (max === undefined || value <= max)

function describe({ unit, whole, min, above, max }: Quantity): string {
  if (min !== undefined && min === max) return decimal(min)
  const noun = whole ? 'a whole number' : 'a number'
  const from = above !== undefined ? ` above ${decimal(above)}` : min !== undefined ? ` from ${decimal(min)}` : ''
  const to = max !== undefined && max < Number.MAX_SAFE_INTEGER ? ` up to ${decimal(max)}` : ''
  return noun + from + to + (unit && `, in ${unit}`)
}

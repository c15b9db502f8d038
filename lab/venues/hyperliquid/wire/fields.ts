import type { Side } from '../../../market/rounding.ts'
import { type EpochMs, isEpochMs } from '../../../market/units.ts'
import { decimal } from './decimal.ts'
import { refuse, under } from './refusal.ts'

/** A JSON object. The functions below read its fields and reject invalid values. */
export type Raw = Readonly<Record<string, unknown>>

/** Checks that a value is a JSON object. @throws WireError */
export function raw(data: unknown): Raw {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) refuse('', 'an object', data)
  return data as Raw
}

/** Parses every item of an array. @throws WireError with the index of the invalid item */
export function list<T>(data: unknown, read: (item: unknown) => T): T[] {
  if (!Array.isArray(data)) refuse('', 'an array', data)
  const items: T[] = []
  let i = 0
  try {
    for (; i < data.length; i++) items.push(read(data[i]))
  } catch (error) {
    throw under(i, error)
  }
  return items
}

/** Parses the value of a key. @throws WireError with that key */
export function at<T>(from: Raw, key: string, read: (value: unknown) => T): T {
  try {
    return read(from[key])
  } catch (error) {
    throw under(key, error)
  }
}

/** Text that is not empty. */
export function text(from: Raw, key: string): string {
  const value = from[key]
  if (typeof value !== 'string' || value === '') refuse(key, 'text', value)
  return value
}

/** A number above 0, sent as text: a price, or a size that was traded or rests in the book. */
export function positive(from: Raw, key: string): number {
  const value = decimal(from[key])
  if (!(value > 0)) refuse(key, 'a decimal text above 0', from[key])
  return value
}

/** A number of 0 or more, sent as text. */
export function notNegative(from: Raw, key: string): number {
  const value = decimal(from[key])
  if (!(value >= 0)) refuse(key, 'a decimal text of 0 or more', from[key])
  return value
}

/** Any finite number, sent as text. */
export function amount(from: Raw, key: string): number {
  const value = decimal(from[key])
  if (Number.isNaN(value)) refuse(key, 'a decimal text', from[key])
  return value
}

/** Parses a field with `read`; null when the field is null. An absent field is invalid. */
export const orNull = <T>(from: Raw, key: string, read: (from: Raw, key: string) => T): T | null =>
  from[key] === null ? null : read(from, key)

/** Parses a field with `read`; null when the field is null or absent, as in older payloads. */
export const ifThere = <T>(from: Raw, key: string, read: (from: Raw, key: string) => T): T | null =>
  from[key] === undefined || from[key] === null ? null : read(from, key)

/** Any finite number, sent as text; null when the venue sends `NaN`, as for some premiums. */
export const amountUnlessNaN = (from: Raw, key: string): number | null =>
  from[key] === 'NaN' ? null : amount(from, key)

/** A time in whole epoch milliseconds. */
export function time(from: Raw, key: string): EpochMs {
  const value = from[key]
  if (!Number.isSafeInteger(value) || !isEpochMs(value as number)) refuse(key, 'a time in epoch milliseconds', value)
  return value as EpochMs
}

/** A whole number of 0 or more: an id, a count. */
export function whole(from: Raw, key: string): number {
  const value = from[key]
  if (!Number.isSafeInteger(value) || (value as number) < 0) refuse(key, 'a whole number of 0 or more', value)
  return (value as number) + 0
}

export function flag(from: Raw, key: string): boolean {
  const value = from[key]
  if (typeof value !== 'boolean') refuse(key, 'true or false', value)
  return value
}

export type { Side }

/** The side of an order or trade. The venue sends `B` (bid) for a buy and `A` (ask) for a sell. */
export function side(from: Raw, key: string): Side {
  const value = from[key]
  if (value === 'B') return 'buy'
  if (value === 'A') return 'sell'
  return refuse(key, '"B" or "A"', value)
}

import type { Side } from '../../../market/rounding.ts'
import { type EpochMs, isEpochMs } from '../../../market/units.ts'
import { decimal } from './decimal.ts'
import { refuse, under } from './refusal.ts'

/** What JSON calls an object: its fields are read with the functions below, each of which refuses what is not as it should be. */
export type Raw = Readonly<Record<string, unknown>>

/** @throws WireError */
export function raw(data: unknown): Raw {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) refuse('', 'an object', data)
  return data as Raw
}

/** Every item of an array, read. @throws WireError with the place of the one that is refused */
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

/** What lies under a key, read. @throws WireError with that key */
export function at<T>(from: Raw, key: string, read: (value: unknown) => T): T {
  try {
    return read(from[key])
  } catch (error) {
    throw under(key, error)
  }
}

/** Text with something in it. */
export function text(from: Raw, key: string): string {
  const value = from[key]
  if (typeof value !== 'string' || value === '') refuse(key, 'text', value)
  return value
}

/** Above 0: a price, or a size that was traded or lies in the book. */
export function positive(from: Raw, key: string): number {
  const value = decimal(from[key])
  if (!(value > 0)) refuse(key, 'a decimal text above 0', from[key])
  return value
}

/** 0 or more. */
export function notNegative(from: Raw, key: string): number {
  const value = decimal(from[key])
  if (!(value >= 0)) refuse(key, 'a decimal text of 0 or more', from[key])
  return value
}

/** Any finite number, as text. */
export function amount(from: Raw, key: string): number {
  const value = decimal(from[key])
  if (Number.isNaN(value)) refuse(key, 'a decimal text', from[key])
  return value
}

/** What may be unknown: null, or by `read`. A field that is missing altogether is refused. */
export const orNull = <T>(from: Raw, key: string, read: (from: Raw, key: string) => T): T | null =>
  from[key] === null ? null : read(from, key)

/** What older payloads do not have: null when it is missing too. */
export const ifThere = <T>(from: Raw, key: string, read: (from: Raw, key: string) => T): T | null =>
  from[key] === undefined || from[key] === null ? null : read(from, key)

/** Null where the venue spells `NaN`, as it does with some of its premiums. */
export const amountUnlessNaN = (from: Raw, key: string): number | null =>
  from[key] === 'NaN' ? null : amount(from, key)

/** Whole milliseconds. */
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

/** The venue's B for bid and A for ask. */
export function side(from: Raw, key: string): Side {
  const value = from[key]
  if (value === 'B') return 'buy'
  if (value === 'A') return 'sell'
  return refuse(key, '"B" or "A"', value)
}

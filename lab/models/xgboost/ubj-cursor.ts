import { Refusal } from './refusal.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reading position in a file. */
export interface Cursor {
  readonly content: Uint8Array
  readonly view: DataView
  at: number
}

/** Reads the next byte as a marker. @throws Refusal at the end of the file */
export function take(cursor: Cursor): string {
  return String.fromCharCode(cursor.content[claim(cursor, 1)])
}

/** Advances by `bytes` and returns the position before. @throws Refusal when fewer bytes are left */
export function claim(cursor: Cursor, bytes: number): number {
  const { at, content } = cursor
  const left = content.length - at
  if (bytes > left) throw new Refusal(`byte ${at}: expected ${bytes} more bytes, found ${left}: the file is cut short`)
  cursor.at += bytes
  return at
}

/** Size and decoder of each numeric marker; UBJ is big-endian. */
export const numbers = {
  i: { bytes: 1, read: (view: DataView, at: number) => view.getInt8(at) },
  U: { bytes: 1, read: (view: DataView, at: number) => view.getUint8(at) },
  I: { bytes: 2, read: (view: DataView, at: number) => view.getInt16(at) },
  l: { bytes: 4, read: (view: DataView, at: number) => view.getInt32(at) },
  // Beyond 2⁵³ the last digits are lost, but no valid count is that large.
  L: { bytes: 8, read: (view: DataView, at: number) => Number(view.getBigInt64(at)) },
  d: { bytes: 4, read: (view: DataView, at: number) => view.getFloat32(at) },
  D: { bytes: 8, read: (view: DataView, at: number) => view.getFloat64(at) },
} as const
export type NumberMarker = keyof typeof numbers

/** @throws Refusal when the marker is not numeric */
export function numberMarker(cursor: Cursor, marker: string): NumberMarker {
  if (Object.hasOwn(numbers, marker)) return marker as NumberMarker
  throw new Refusal(`byte ${cursor.at - 1}: expected a marker of UBJ, found ${JSON.stringify(marker)}`)
}

export function readNumber(cursor: Cursor, marker: string): number {
  const { bytes, read } = numbers[numberMarker(cursor, marker)]
  return read(cursor.view, claim(cursor, bytes))
}

/** Reads a count of items of at least one byte each. @throws Refusal when it is negative or exceeds the bytes left */
export function readLength(cursor: Cursor, marker = take(cursor)): number {
  const from = cursor.at
  const length = readNumber(cursor, marker)
  const left = cursor.content.length - cursor.at
  if (Number.isInteger(length) && length >= 0 && length <= left) return length
  throw new Refusal(`byte ${from}: expected a length from 0 to the ${left} bytes that are left, found ${length}`)
}

export function readText(cursor: Cursor, length: number): string {
  const from = claim(cursor, length)
  try {
    return utf8.decode(cursor.content.subarray(from, cursor.at))
  } catch {
    throw new Refusal(`byte ${from}: expected text in UTF-8, found other bytes`)
  }
}

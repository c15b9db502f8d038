import { Refusal } from './refusal.ts'
import { type Cursor, claim, type NumberMarker, numberMarker, numbers, readLength, take } from './ubj-cursor.ts'

/** Reads a typed array after its `$`: element marker, `#`, count, elements. @throws Refusal */
export function readTypedArray(cursor: Cursor): ArrayLike<number> {
  // Only numbers are allowed: elements without bytes, such as null, would let a short file claim any count.
  const marker = numberMarker(cursor, take(cursor))
  const hash = take(cursor)
  if (hash !== '#') throw new Refusal(`byte ${cursor.at - 1}: expected "#" and a count, found ${JSON.stringify(hash)}`)
  const count = readLength(cursor)
  const { bytes, read } = numbers[marker]
  const from = claim(cursor, count * bytes)
  const out = roomFor(marker, count)
  for (let k = 0; k < count; k++) out[k] = read(cursor.view, from + k * bytes)
  return out
}

function roomFor(marker: NumberMarker, count: number): Float64Array | Float32Array | Int32Array | Uint8Array {
  if (marker === 'd') return new Float32Array(count)
  if (marker === 'U') return new Uint8Array(count)
  return marker === 'L' || marker === 'D' ? new Float64Array(count) : new Int32Array(count)
}

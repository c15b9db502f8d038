import { Refusal } from './refusal.ts'
import { readTypedArray } from './ubj-array.ts'
import { type Cursor, readLength, readNumber, readText, take } from './ubj-cursor.ts'

/** Maximum nesting of objects and lists; the files of XGBoost use seven levels. */
const maxDepth = 32
/**
 * Maximum number of values outside typed arrays, enough for forty thousand trees. Each takes far more memory than its
 * bytes in the file.
 */
const maxValues = 2 ** 20

/**
 * Whether the content is UBJ and not JSON. In UBJ, the first key of the object has a binary length after the brace. In
 * JSON, a quote or whitespace follows the brace.
 */
export const isUbj = (content: Uint8Array): boolean =>
  content[0] === '{'.charCodeAt(0) && 'iUIlL'.includes(String.fromCharCode(content[1] ?? 0))

/**
 * Parses the part of Universal Binary JSON that XGBoost writes: objects, lists with or without a count, typed arrays of
 * numbers, texts, numbers, booleans and null. Typed arrays stay typed. A length is rejected if fewer bytes are left.
 *
 * @throws Refusal naming the byte at which the content is invalid
 * @see https://ubjson.org, draft 12; XGBoost 3.2.0, `src/common/json.cc`, `UBJReader`
 */
export function readUbj(content: Uint8Array): unknown {
  const cursor: Cursor = { content, view: new DataView(content.buffer, content.byteOffset, content.length), at: 0 }
  const budget = { values: maxValues }
  const value = readValue(cursor, take(cursor), budget, 0)
  if (cursor.at !== content.length) throw new Refusal(`byte ${cursor.at}: expected the end, found more`)
  return value
}

/** Number of values that may still be read. */
interface Budget {
  values: number
}

function readValue(cursor: Cursor, marker: string, budget: Budget, depth: number): unknown {
  if (depth > maxDepth) throw new Refusal(`byte ${cursor.at}: expected at most ${maxDepth} levels, found more`)
  if (--budget.values < 0) throw new Refusal(`byte ${cursor.at}: expected at most ${maxValues} values, found more`)
  switch (marker) {
    case '{':
      return readObject(cursor, budget, depth)
    case '[':
      return readList(cursor, budget, depth)
    case 'S':
      return readText(cursor, readLength(cursor))
    case 'T':
      return true
    case 'F':
      return false
    case 'Z':
      return null
    default:
      return readNumber(cursor, marker)
  }
}

function readObject(cursor: Cursor, budget: Budget, depth: number): unknown {
  const entries: [string, unknown][] = []
  for (let marker = take(cursor); marker !== '}'; marker = take(cursor)) {
    const key = readText(cursor, readLength(cursor, marker))
    entries.push([key, readValue(cursor, take(cursor), budget, depth + 1)])
  }
  // Unlike an assignment, this cannot set a prototype through a key `__proto__`.
  return Object.fromEntries(entries)
}

function readList(cursor: Cursor, budget: Budget, depth: number): unknown {
  const list: unknown[] = []
  const first = take(cursor)
  if (first === '$') return readTypedArray(cursor)
  if (first === '#') {
    const count = readLength(cursor)
    while (list.length < count) list.push(readValue(cursor, take(cursor), budget, depth + 1))
  } else {
    for (let marker = first; marker !== ']'; marker = take(cursor)) {
      list.push(readValue(cursor, marker, budget, depth + 1))
    }
  }
  return list
}

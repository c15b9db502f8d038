import { isMap, isScalar, isSeq, type Scalar as Leaf, type Node, type YAMLMap } from 'yaml'
import { type Flaw, quoted } from './flaw.ts'
import { nearest } from './nearest.ts'
import type { Group, Known, List, Named, Scalar, Shape, Spot } from './shape.ts'
import type { Syntax } from './syntax.ts'

/** State while one file is read. */
export interface Reading {
  /** The seeds, enhancers, scalings and models that the file may name. */
  readonly known: Known
  /** Text of the file. */
  readonly source: string
  /** Converts an offset in the text to line and column. */
  readonly place: Syntax['place']
  /** Errors found so far. */
  readonly flaws: Flaw[]
  /** Offset of each field in the text, by path: that of its value when it is a scalar, otherwise that of its name. */
  readonly offsets: Map<string, number>
}

/**
 * Reads a node of the YAML tree, checks it against a shape, and adds each error to `reading.flaws`.
 *
 * @param path of the field in the file, such as `seeds[0].genes.fast`
 * @returns the value; `undefined` when any part of it is invalid
 */
export function read<T>(shape: Shape<T>, node: unknown, path: string, reading: Reading): T | undefined {
  const value = readKind(shape, node, path, reading) as T | undefined
  if (value === undefined || shape.kind === 'scalar') return value
  for (const { at, why } of shape.check?.(value, reading.known) ?? []) note(reading, at.reduce<string>(join, path), why)
  return value
}

function readKind(shape: Shape, node: unknown, path: string, reading: Reading): unknown {
  switch (shape.kind) {
    case 'scalar':
      return readScalar(shape, node, path, reading)
    case 'list':
      return readList(shape, node, path, reading)
    case 'group':
      return readGroup(shape, node, path, reading)
    case 'named':
      return readNamed(shape, node, path, reading)
  }
}

function readScalar(shape: Scalar, node: unknown, path: string, reading: Reading): unknown {
  if (!isScalar(node)) return note(reading, path, `found ${describe(node)}, expected ${shape.expects}`)
  // YAML's failsafe schema, with which the file is parsed, converts no scalar: each one is text.
  const text = node.value as string
  if (text === '')
    return note(reading, path, `is empty, expected ${shape.expects}; for example ${quoted(shape.example)}`)
  const result = shape.read(text)
  if (result.ok) return result.value
  if (typeof result.error === 'string') return note(reading, path, result.error)
  noteSpots(result.error, node, path, reading)
  return undefined
}

/**
 * Adds errors inside a text. Their position is exact when the file contains the text literally; otherwise it is the
 * start of the text, and the message gives the character.
 */
function noteSpots(spots: readonly Spot[], node: Leaf, path: string, { flaws, place, source }: Reading): void {
  const start = offsetOf(node)
  const text = String(node.value)
  const shown = [start, start + 1].find(at => source.startsWith(text, at))
  for (const { offset, why } of spots) {
    const said = shown === undefined ? `character ${offset + 1}: ${why}` : why
    flaws.push({ ...place((shown ?? start) + (shown === undefined ? 0 : offset)), path, why: said })
  }
}

function readList(shape: List, node: unknown, path: string, reading: Reading): unknown {
  if (!isSeq(node)) return note(reading, path, `found ${describe(node)}, expected a list`)
  const { length } = node.items
  if (length < shape.least) return note(reading, path, `is empty, expected at least ${shape.least}`)
  if (length > shape.most) return note(reading, path, `has ${length} entries, expected at most ${shape.most}`)
  const values = node.items.map((item, i) => {
    const below = join(path, i)
    reading.offsets.set(below, offsetOf(item))
    return read(shape.of, item, below, reading)
  })
  return values.includes(undefined) ? undefined : values
}

function readGroup(shape: Group, node: unknown, path: string, reading: Reading): unknown {
  if (!isMap(node)) return note(reading, path, `found ${describe(node)}, expected fields: ${keysOf(shape).join(', ')}`)
  const pairs = keyed(node, path, reading)
  const meant = new Set<string | undefined>()
  for (const [key, { at }] of pairs) {
    if (shape.fields.some(field => field.key === key)) continue
    const guess = nearest(
      key,
      keysOf(shape).filter(each => !pairs.has(each)),
    )
    meant.add(guess)
    reading.offsets.set(join(path, key), at)
    note(reading, join(path, key), `is not a field${guess ? `; did you mean ${guess}?` : ''}`)
  }
  const fields = whole(
    shape.fields.flatMap(field => {
      const pair = pairs.get(field.key)
      if (pair) return [[field.property, read(field.shape, pair.value, join(path, field.key), reading)]]
      if (field.optional) return []
      if (!meant.has(field.key)) note(reading, path, `lacks the field ${field.key}: ${field.meaning}`)
      return [[field.property, undefined]]
    }),
  )
  // An unknown field makes the group invalid, because it may be a misspelled optional field.
  return meant.size > 0 ? undefined : fields
}

function readNamed(shape: Named, node: unknown, path: string, reading: Reading): unknown {
  if (!isMap(node)) return note(reading, path, `found ${describe(node)}, expected ${shape.expects}`)
  return whole(
    [...keyed(node, path, reading)].map(([key, { value }]) => [key, read(shape.of, value, join(path, key), reading)]),
  )
}

/** The entries as an object; undefined when any value is invalid, because checks across fields need all values. */
const whole = (entries: readonly (readonly [string, unknown])[]): object | undefined =>
  entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries)

/** The values of a mapping by name, with the offset of each name. A repeated or non-scalar name is an error. */
function keyed(map: YAMLMap, path: string, reading: Reading): ReadonlyMap<string, { at: number; value: unknown }> {
  const pairs = new Map<string, { at: number; value: unknown }>()
  for (const { key, value } of map.items) {
    if (!isScalar(key)) {
      reading.flaws.push({
        ...reading.place(offsetOf(key)),
        path,
        why: `found ${describe(key)} as the name of a field`,
      })
      continue
    }
    const name = key.value as string
    const below = join(path, name)
    const at = offsetOf(key)
    if (pairs.has(name)) {
      const { line } = reading.place(reading.offsets.get(below) ?? at)
      reading.flaws.push({ ...reading.place(at), path: below, why: `appears a second time, first in line ${line}` })
      continue
    }
    reading.offsets.set(below, isScalar(value) && value.value !== '' ? offsetOf(value) : at)
    pairs.set(name, { at, value })
  }
  return pairs
}

/** Adds an error at the position of a field. @returns undefined, so that a caller can return it as the invalid value */
export function note({ flaws, place, offsets }: Reading, path: string, why: string): undefined {
  flaws.push({ ...place(offsets.get(path) ?? 0), path, why })
}

const keysOf = (shape: Group): readonly string[] => shape.fields.map(field => field.key)

const offsetOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0

/** Path of a field or list entry below another. */
function join(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  const shown = /^[\w-]{1,60}$/.test(key) ? key : quoted(key)
  return path ? `${path}.${shown}` : shown
}

/** Short description of a node for "found …". */
function describe(node: unknown): string {
  if (isMap(node)) return 'fields'
  if (isSeq(node)) return 'a list'
  return isScalar(node) && node.value !== '' ? quoted(String(node.value)) : 'nothing'
}

import type { Result } from '../../result.ts'
import type { GeneSpecs, Seed } from '../../seeds/seed.ts'

/**
 * The form of a value in a strategy file. Parser, writer, the reference in strategies/README.md and the tests all use
 * the same shapes, so that their fields cannot differ.
 */
export type Shape<T = unknown> = Scalar<T> | List<T> | Group<T> | Named<T>

/** One word, number, time or line of text. */
export interface Scalar<T = unknown> {
  readonly kind: 'scalar'
  /** Allowed values in words, to follow "expected" in messages and documentation. */
  readonly expects: string
  readonly example: string
  /** Unit and bounds of a number; absent for other values. */
  readonly quantity?: Quantity
  /** Pattern of a text, used in the JSON Schema; absent when every text is allowed or the value is not a text. */
  readonly form?: RegExp
  /** All allowed words of an enumeration; absent for other values. */
  readonly words?: readonly string[]
  /** @param text as in the file, without quotes @returns the value, or the errors, with positions where known */
  read(text: string): Result<T, string | readonly Spot[]>
  /** @returns YAML text that `read` turns back into the same value */
  write(value: T): string
}

/** An error at a position inside a text. */
export interface Spot {
  /** Number of characters before the error. */
  readonly offset: number
  readonly why: string
}

/** Unit and bounds of a number; the bounds are in that unit. */
export interface Quantity {
  /** Empty for a plain number. */
  readonly unit: string
  /** Whether the number must be an integer. */
  readonly whole?: boolean
  /** Inclusive lower bound. */
  readonly min?: number
  /** Exclusive lower bound. */
  readonly above?: number
  /** Inclusive upper bound. */
  readonly max?: number
}

/** A mapping with fixed fields, in file order. */
export interface Group<T = unknown> {
  readonly kind: 'group'
  readonly fields: readonly Field[]
  /** `line`: one line per group, so that a list of groups reads like a table. */
  readonly layout: 'block' | 'line'
  /** Rules across several fields; returns the violations. */
  check?(value: T, known: Known): readonly Complaint[]
}

export interface List<T = unknown> {
  readonly kind: 'list'
  readonly of: Shape
  /** Minimum number of items. */
  readonly least: number
  /** Maximum number of items. */
  readonly most: number
  check?(value: T, known: Known): readonly Complaint[]
}

/** A mapping from names to numbers, such as genes. The file may use any of the known names. */
export interface Named<T = unknown> {
  readonly kind: 'named'
  readonly of: Scalar<number> | Named
  /** Allowed names in words, to follow "expected" in messages. */
  readonly expects: string
  check?(value: T, known: Known): readonly Complaint[]
}

export interface Field {
  /** Name in the file. */
  readonly key: string
  /** Name of the property in the parsed value. */
  readonly property: string
  readonly optional: boolean
  /** Description of the field, as text for people. */
  readonly meaning: string
  readonly shape: Shape
  /** Format version that introduced the field; absent: version 1. */
  readonly since?: number
}

/** The seeds, enhancers and scalings that a file may name, and its model files. */
export interface Known {
  readonly seeds: readonly Pick<Seed, 'name' | 'genes' | 'requires' | 'learner'>[]
  readonly enhancers: readonly WithGenes[]
  readonly scalings: readonly WithGenes[]
  /** Content of a model file beside the strategy file, by file name; `undefined` when the file does not exist. */
  readonly models?: (file: string) => Uint8Array | undefined
}

/** Anything with genes: a seed, an enhancer or a scaling. */
export interface WithGenes {
  readonly name: string
  readonly genes: GeneSpecs
}

/** An inconsistency between values that are valid individually. `at` is the path below the checked value. */
export interface Complaint {
  readonly at: readonly (string | number)[]
  readonly why: string
}

interface Row<T, Optional extends boolean> {
  readonly meaning: string
  readonly shape: Shape<T>
  readonly optional: Optional
  readonly key?: string
  readonly since?: number
}

/** One row per property of T. If a property has no row, the code does not compile. */
type Rows<T> = { readonly [K in keyof T]-?: Row<Exclude<T[K], undefined>, object extends Pick<T, K> ? true : false> }

export const required = <T>(meaning: string, shape: Shape<T>): Row<T, false> => ({ meaning, shape, optional: false })
export const optional = <T>(meaning: string, shape: Shape<T>): Row<T, true> => ({ meaning, shape, optional: true })

/** Gives a row another name in the file: `maxOrder: 5000 USD` reads better than `maxOrderUsd: 5000 USD`. */
export const named = <T, O extends boolean>(key: string, row: Row<T, O>): Row<T, O> => ({ ...row, key })

/** Restricts a row to files of this format version or later. */
export const since = <T, O extends boolean>(version: number, row: Row<T, O>): Row<T, O> => ({ ...row, since: version })

/** The shape in an older format: without later fields and without checks across fields. */
export function asOf<T>(shape: Shape<T>, version: number): Shape<T> {
  if (shape.kind === 'list') return { ...shape, of: asOf(shape.of, version) }
  if (shape.kind !== 'group') return shape
  const fields = shape.fields
    .filter(field => (field.since ?? 1) <= version)
    .map(field => ({ ...field, shape: asOf(field.shape, version) }))
  return { ...shape, fields }
}

export function group<T>(rows: Rows<T>, options: Partial<Pick<Group<T>, 'layout' | 'check'>> = {}): Group<T> {
  const fields = Object.entries<Row<unknown, boolean>>(rows).map(([property, row]) => ({
    key: property,
    property,
    ...row,
  }))
  return { kind: 'group', layout: 'block', ...options, fields }
}

export const list = <T>(
  of: Shape<T>,
  options: Partial<Omit<List<readonly T[]>, 'kind' | 'of'>> = {},
): List<readonly T[]> => ({
  kind: 'list',
  least: 0,
  most: 10_000,
  ...options,
  of,
})

/** Whether a shape is written on one line: a scalar, a list of scalars, or a `line` group. Other shapes are blocks. */
export const isOneLine = (shape: Shape): boolean =>
  shape.kind === 'scalar' ||
  (shape.kind === 'group' && shape.layout === 'line') ||
  (shape.kind === 'list' && shape.of.kind === 'scalar')

import type { Result } from '../../result.ts'
import type { GeneSpecs, Seed } from '../../seeds/seed.ts'

/**
 * How a value looks in the file. Reader, writer, the reference in strategies/README.md and the tests use the same
 * shapes, so that all of them know the same fields.
 */
export type Shape<T = unknown> = Scalar<T> | List<T> | Group<T> | Named<T>

/** One word, number, time or line of text. */
export interface Scalar<T = unknown> {
  readonly kind: 'scalar'
  /** Completes "expected …", and tells a reader what may be written. */
  readonly expects: string
  readonly example: string
  /** Unit and bounds, for a number. */
  readonly quantity?: Quantity
  /** Pattern, for a text; used by the JSON Schema. */
  readonly form?: RegExp
  /** All allowed words, for an enumeration. */
  readonly words?: readonly string[]
  /** @param text as in the file, without quotes @returns the value, or the error and its position in the text */
  read(text: string): Result<T, string | readonly Spot[]>
  /** @returns YAML that reads back as the same value */
  write(value: T): string
}

/** An error inside a text. */
export interface Spot {
  /** Characters from the start of the text. */
  readonly offset: number
  readonly why: string
}

/** Unit and bounds of a number; the bounds are in that unit. */
export interface Quantity {
  /** Empty for a plain number. */
  readonly unit: string
  readonly whole?: boolean
  readonly min?: number
  /** Exclusive lower bound. */
  readonly above?: number
  readonly max?: number
}

/** Fields in file order. */
export interface Group<T = unknown> {
  readonly kind: 'group'
  readonly fields: readonly Field[]
  /** `line`: one line per group, so that a list of groups reads like a table. */
  readonly layout: 'block' | 'line'
  check?(value: T, known: Known): readonly Complaint[]
}

export interface List<T = unknown> {
  readonly kind: 'list'
  readonly of: Shape
  readonly least: number
  readonly most: number
  check?(value: T, known: Known): readonly Complaint[]
}

/** Numbers under names that the file chooses from the known ones. */
export interface Named<T = unknown> {
  readonly kind: 'named'
  readonly of: Scalar<number> | Named
  /** Completes "expected …". */
  readonly expects: string
  check?(value: T, known: Known): readonly Complaint[]
}

export interface Field {
  /** Name in the file. */
  readonly key: string
  /** Name in the value. */
  readonly property: string
  readonly optional: boolean
  readonly meaning: string
  readonly shape: Shape
  /** Format version that introduced it; absent: the first. */
  readonly since?: number
}

/** The seeds, enhancers and scalings that a file may name, and its model files. */
export interface Known {
  readonly seeds: readonly Pick<Seed, 'name' | 'genes' | 'requires' | 'learner'>[]
  readonly enhancers: readonly WithGenes[]
  readonly scalings: readonly WithGenes[]
  /** Content of a model file beside the strategy, by its name; `undefined` when there is none. */
  readonly models?: (file: string) => Uint8Array | undefined
}

/** Anything with genes: a seed, an enhancer or a scaling. */
export interface WithGenes {
  readonly name: string
  readonly genes: GeneSpecs
}

/** An inconsistency between values that are each valid, at a path below the checked value. */
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
/** One row per property of T, so that a missing row does not compile. */
type Rows<T> = { readonly [K in keyof T]-?: Row<Exclude<T[K], undefined>, object extends Pick<T, K> ? true : false> }

export const required = <T>(meaning: string, shape: Shape<T>): Row<T, false> => ({ meaning, shape, optional: false })
export const optional = <T>(meaning: string, shape: Shape<T>): Row<T, true> => ({ meaning, shape, optional: true })

/** The same row under another name in the file: `maxOrder: 5000 USD` reads better than `maxOrderUsd`. */
export const named = <T, O extends boolean>(key: string, row: Row<T, O>): Row<T, O> => ({ ...row, key })

/** The same row, for files of this format version or later. */
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

/** Scalars, lists of scalars and `line` groups take one line each; everything else is a block. */
export const isOneLine = (shape: Shape): boolean =>
  shape.kind === 'scalar' ||
  (shape.kind === 'group' && shape.layout === 'line') ||
  (shape.kind === 'list' && shape.of.kind === 'scalar')

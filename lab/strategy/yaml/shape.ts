import type { Result } from '../../result.ts'
import type { GeneSpecs, Seed } from '../../seeds/seed.ts'

/**
 * What a value looks like in the file. Reading, writing, the reference in strategies/README.md and the tests all walk the
 * same shapes, so that none of them can know a field that the others do not.
 */
export type Shape<T = unknown> = Scalar<T> | List<T> | Group<T> | Named<T>

/** One word, number, time or line of text. */
export interface Scalar<T = unknown> {
  readonly kind: 'scalar'
  /** Completes "expected …", and says to a reader what may be written. */
  readonly expects: string
  readonly example: string
  /** Of numbers. */
  readonly quantity?: Quantity
  /** Of texts: what they look like, for whoever checks the file with a JSON Schema. */
  readonly form?: RegExp
  /** Of words: all that there are. */
  readonly words?: readonly string[]
  /** @param text as the file has it, quotes taken off @returns the value, or why there is none, and where in the text */
  read(text: string): Result<T, string | readonly Spot[]>
  /** @returns YAML that reads back as the same value */
  write(value: T): string
}

/** Something wrong inside a text. */
export interface Spot {
  /** Characters from the start of the text. */
  readonly offset: number
  readonly why: string
}

/** A number's unit and bounds, the bounds counted in that unit. */
export interface Quantity {
  /** Empty for a plain number. */
  readonly unit: string
  readonly whole?: boolean
  readonly min?: number
  /** The bound itself is not included. */
  readonly above?: number
  readonly max?: number
}

/** Fields in the order of reading. */
export interface Group<T = unknown> {
  readonly kind: 'group'
  readonly fields: readonly Field[]
  /** `line`: one group, one line, so that many of them make a table. */
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

/** Values of one kind under names that the file chooses among what is known. */
export interface Named<T = unknown> {
  readonly kind: 'named'
  readonly of: Scalar<number> | Named
  /** Completes "expected …". */
  readonly expects: string
  check?(value: T, known: Known): readonly Complaint[]
}

export interface Field {
  /** The name in the file. */
  readonly key: string
  /** The name in the value. */
  readonly property: string
  readonly optional: boolean
  readonly meaning: string
  readonly shape: Shape
  /** The format that it came with; absent: the first. */
  readonly since?: number
}

/** What a file is judged against besides itself. */
export interface Known {
  readonly seeds: readonly Pick<Seed, 'name' | 'genes' | 'requires' | 'learner'>[]
  readonly enhancers: readonly Bred[]
  readonly scalings: readonly Bred[]
  /** The bytes of a model file beside the strategy, by its name; `undefined` where there is none. */
  readonly models?: (file: string) => Uint8Array | undefined
}

/** Whatever has genes. */
export interface Bred {
  readonly name: string
  readonly genes: GeneSpecs
}

/** Something wrong between values that are each right, at a place below the value that was checked. */
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
/** One row for every property of T, so that a property without a row does not compile. */
type Rows<T> = { readonly [K in keyof T]-?: Row<Exclude<T[K], undefined>, object extends Pick<T, K> ? true : false> }

export const required = <T>(meaning: string, shape: Shape<T>): Row<T, false> => ({ meaning, shape, optional: false })
export const optional = <T>(meaning: string, shape: Shape<T>): Row<T, true> => ({ meaning, shape, optional: true })

/** The same row under a name that reads better beside a unit: `maxOrder: 5000 USD`, not `maxOrderUsd`. */
export const named = <T, O extends boolean>(key: string, row: Row<T, O>): Row<T, O> => ({ ...row, key })

/** The same row, unknown to formats before this one. */
export const since = <T, O extends boolean>(version: number, row: Row<T, O>): Row<T, O> => ({ ...row, since: version })

/** The shape as an older format had it: without the fields that came later, and without what is asked of them together. */
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

/** Lists of scalars and tables of lines keep to one line each; everything else is a block. */
export const isOneLine = (shape: Shape): boolean =>
  shape.kind === 'scalar' ||
  (shape.kind === 'group' && shape.layout === 'line') ||
  (shape.kind === 'list' && shape.of.kind === 'scalar')

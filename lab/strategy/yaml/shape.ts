import type { Result } from '../../result.ts'
import type { Seed } from '../../seeds/seed.ts'

/**
 * What a value looks like in the file. Reading, writing, the reference in strategies/README.md and the tests all walk the
 * same shapes, so that none of them can know a field that the others do not.
 */
export type Shape<T = unknown> = Scalar<T> | List<T> | Group<T> | Numbers<T>

/** One word, number, time or line of text. */
export interface Scalar<T = unknown> {
  readonly kind: 'scalar'
  /** Completes "expected …", and says to a reader what may be written. */
  readonly expects: string
  readonly example: string
  /** Of numbers. */
  readonly quantity?: Quantity
  /** @param text as the file has it, quotes taken off @returns the value, or why there is none */
  read(text: string): Result<T, string>
  /** @returns YAML that reads back as the same value */
  write(value: T): string
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

/** Plain numbers under names that the file chooses. */
export interface Numbers<T = unknown> {
  readonly kind: 'numbers'
  readonly of: Scalar<number>
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
}

/** What a file is judged against besides itself. */
export interface Known {
  readonly seeds: readonly Pick<Seed, 'name' | 'genes'>[]
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
}
/** One row for every property of T, so that a property without a row does not compile. */
type Rows<T> = { readonly [K in keyof T]-?: Row<Exclude<T[K], undefined>, object extends Pick<T, K> ? true : false> }

export const required = <T>(meaning: string, shape: Shape<T>): Row<T, false> => ({ meaning, shape, optional: false })
export const optional = <T>(meaning: string, shape: Shape<T>): Row<T, true> => ({ meaning, shape, optional: true })

/** The same row under a name that reads better beside a unit: `maxOrder: 5000 USD`, not `maxOrderUsd`. */
export const named = <T, O extends boolean>(key: string, row: Row<T, O>): Row<T, O> => ({ ...row, key })

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

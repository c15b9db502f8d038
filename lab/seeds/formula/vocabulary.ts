import { type OptionalColumn, optionalColumns } from '../../market/bars.ts'
import { type OperationName, operationNames, operations, readingsOf } from './operations.ts'
import type { Settled, Unit } from './units.ts'

/** An operation with one reading of its units. */
export interface Choice {
  readonly op: OperationName
  readonly reading: Settled
  /** Depth of the smallest tree with this operation at its root that changes from bar to bar. */
  readonly depth: number
}

/** The operations from which formulas are drawn, by the unit of their result. */
export type Vocabulary = ReadonlyMap<Unit, readonly Choice[]>

const vocabularies = new Map<string, Vocabulary>()

/** @param known optional columns that the market has; the others are left out */
export function vocabularyOf(known: readonly OptionalColumn[]): Vocabulary {
  const key = known.toSorted().join()
  const vocabulary = vocabularies.get(key) ?? compiled(known)
  vocabularies.set(key, vocabulary)
  return vocabulary
}

function compiled(known: readonly OptionalColumn[]): Vocabulary {
  const readings = operationNames
    .filter(name => isKnown(name, known))
    .flatMap(op => readingsOf(op).map(reading => ({ op, reading })))
  const least = new Map<Unit, number>()
  for (let changed = true; changed; ) {
    changed = false
    for (const { reading } of readings) {
      const depth = levels(reading, least)
      if (depth >= (least.get(reading.gives) ?? Number.POSITIVE_INFINITY)) continue
      least.set(reading.gives, depth)
      changed = true
    }
  }
  const vocabulary = new Map<Unit, Choice[]>()
  for (const { op, reading } of readings) {
    const depth = levels(reading, least)
    const others = vocabulary.get(reading.gives) ?? []
    if (Number.isFinite(depth)) vocabulary.set(reading.gives, [...others, { op, reading, depth }])
  }
  return vocabulary
}

/** Whether the market has the column; true for every operation that is not an optional column. */
export const isKnown = (name: OperationName, known: readonly OptionalColumn[]): boolean => {
  const optional = optionalColumns.find(column => column === name && operations[name].form === 'column')
  return !optional || known.includes(optional)
}

const levels = ({ inputs }: Settled, least: ReadonlyMap<Unit, number>): number =>
  1 + Math.max(0, ...inputs.map(unit => least.get(unit) ?? Number.POSITIVE_INFINITY))

import { atRow } from './at-row.ts'
import { columns } from './columns.ts'
import { ofBars } from './of-bars.ts'
import type { Operation } from './operation.ts'
import { operators } from './operators.ts'
import { overTime } from './over-time.ts'
import { type Settled, settle } from './units.ts'

/** All operations of formulas. Parser, printer, evaluator, genetic operators and reference use this table. */
const words = { ...columns, ...overTime, ...ofBars, ...atRow, ...operators }

export type OperationName = keyof typeof words
export const operations: Readonly<Record<OperationName, Operation>> = words
export const operationNames = Object.keys(words) as readonly OperationName[]

/** True if the result of the operation is boolean, not a quantity. */
export const givesBoolean = (name: OperationName): boolean => operations[name].signatures[0].gives === 'boolean'

const settled = new Map(operationNames.map(name => [name, settle(operations[name].signatures)]))

/** All signatures of an operation, with every `x` replaced by a unit. */
export const readingsOf = (name: OperationName): readonly Settled[] => settled.get(name) ?? []

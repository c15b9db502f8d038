import { atRow } from './at-row.ts'
import { columns } from './columns.ts'
import { ofBars } from './of-bars.ts'
import type { Operation } from './operation.ts'
import { operators } from './operators.ts'
import { overTime } from './over-time.ts'
import { type Settled, settle } from './units.ts'

/** Every word of the language. Parser, printer, evaluator, breeding and reference walk this one table. */
const words = { ...columns, ...overTime, ...ofBars, ...atRow, ...operators }

export type OperationName = keyof typeof words
export const operations: Readonly<Record<OperationName, Operation>> = words
export const operationNames = Object.keys(words) as readonly OperationName[]

/** Whether it gives true or false, and no quantity. */
export const givesBoolean = (name: OperationName): boolean => operations[name].signatures[0].gives === 'boolean'

const settled = new Map(operationNames.map(name => [name, settle(operations[name].signatures)]))

/** Every way to read an operation's units. */
export const readingsOf = (name: OperationName): readonly Settled[] => settled.get(name) ?? []

import type { Expression } from './expression.ts'
import { type OperationName, operations, readingsOf } from './operations.ts'
import { type Kind, type Settled, type Unit, unitsOfNumbers } from './units.ts'

/** The kind of an expression; `undefined` when its units contradict each other. */
export function kindOf(expression: Expression): Kind | undefined {
  if (expression.op === 'number') return 'number'
  const kinds = expression.inputs.map(kindOf)
  return kinds.includes(undefined) ? undefined : kindGiven(expression.op, kinds as readonly Kind[])
}

/** The kind that an operation returns for inputs of these kinds; `undefined` when it does not accept them. */
export function kindGiven(op: OperationName, inputs: readonly Kind[]): Kind | undefined {
  if (operations[op].overTime && inputs.includes('number')) return undefined
  const gives = reading(op, inputs)?.gives
  const bare = inputs.length > 0 && inputs.every(kind => kind === 'number')
  return bare && gives !== 'boolean' && gives !== undefined ? 'number' : gives
}

/** The unit reading of an operation for inputs of these kinds, optionally one whose result is in `unit`. */
export const reading = (op: OperationName, inputs: readonly Kind[], unit?: Unit): Settled | undefined =>
  readingsOf(op).find(
    ({ inputs: units, gives }) =>
      (unit === undefined || gives === unit) && units.every((wanted, i) => isRead(inputs[i], wanted)),
  )

const isRead = (kind: Kind, unit: Unit) => kind === unit || (kind === 'number' && unitsOfNumbers.includes(unit))

/** Error message for an operation that does not accept inputs of these kinds. */
export function refusal(op: OperationName, inputs: readonly Kind[]): string {
  const { form, symbol = op, inputs: names, overTime } = operations[op]
  const found = inputs.map(showKind).join(' and ')
  const written =
    form === 'infix' ? `a ${symbol} b` : `${symbol}${form === 'function' ? `(${names.join(', ')})` : ' a'}`
  const bare = inputs.includes('number')
  if (overTime && bare) return `${op} needs an input that changes from bar to bar, found ${found}`
  const level = bare && inputs.some(kind => kind === 'price' || kind === 'volume')
  const why = level ? ': a fixed level fits one coin and no other' : ''
  return `${written} takes ${wants(op)}, found ${found}${why}`
}

function wants(op: OperationName): string {
  const [{ inputs }] = operations[op].signatures
  if (op === '*') return 'one quantity of any unit and one ratio'
  if (op === '/') return 'two quantities of one unit, or a quantity and a ratio'
  if (inputs.every(unit => unit === 'boolean')) return 'inputs that are true or false'
  return inputs.length === 1 || op === 'correlation' ? 'quantities' : 'two quantities of one unit'
}

export const showKind = (kind: Kind): string => shown[kind]

const shown: Readonly<Record<Kind, string>> = {
  price: 'a price',
  volume: 'a volume',
  ratio: 'a ratio',
  points: 'points',
  rate: 'a rate',
  boolean: 'true or false',
  number: 'a bare number',
}

import type { Expression } from './expression.ts'
import { type OperationName, operations } from './operations.ts'

/** An expression and its position in the text, in characters. */
export interface Written {
  readonly expression: Expression
  readonly offset: number
  readonly length: number
}

/**
 * The parameters of a call. Each must be a number that is written out and within the parameter's bounds. Otherwise an
 * error is reported and the parameter's minimum is used.
 *
 * @param given one argument for each parameter of the operation, in its order
 * @param blame receives each error: the argument and the message
 */
export const parametersOf = (
  name: OperationName,
  given: readonly Written[],
  blame: (place: Written, why: string) => void,
): readonly number[] =>
  operations[name].parameters.map(({ name: parameter, kind, min, max }, i) => {
    const { expression } = given[i]
    const value = expression.op === 'number' ? expression.value : Number.NaN
    if (value >= min && value <= max && (kind === 'real' || Number.isInteger(value))) return value
    const found = Number.isNaN(value) ? 'an expression' : String(value)
    const whole = kind === 'int' ? 'a whole number ' : ''
    blame(given[i], `${name}: ${parameter} is ${found}, expected ${whole}${min}…${max}, written out`)
    return min
  })

import type { OperationName } from './operations.ts'

/** A number written in the formula. */
export interface Literal {
  readonly op: 'number'
  /** Finite; −0 is stored as 0. */
  readonly value: number
}

/** An operation applied to expressions. A column is an operation without inputs. */
export interface Applied {
  readonly op: OperationName
  readonly inputs: readonly Expression[]
  /** Numbers that are fixed in the formula, such as an indicator's period. */
  readonly parameters: readonly number[]
}

/** A formula as a tree of plain data, so that it can be sent to a worker and written to a file. */
export type Expression = Literal | Applied

/** A number as an expression. */
export const literal = (value: number): Literal => ({ op: 'number', value: value === 0 ? 0 : value })

/** Applies an operation. A negated number becomes a number, so that every text has exactly one tree. */
export function apply(
  op: OperationName,
  inputs: readonly Expression[] = [],
  parameters: readonly number[] = [],
): Expression {
  const [first] = inputs
  return op === 'negate' && first.op === 'number' ? literal(-first.value) : { op, inputs, parameters }
}

/** The inputs of an operation; empty for a number. */
export const inputsOf = (expression: Expression): readonly Expression[] =>
  expression.op === 'number' ? [] : expression.inputs

/** Number of nodes: operations, columns and numbers, but not the periods of indicators. */
export const complexity = (expression: Expression): number =>
  inputsOf(expression).reduce((sum, input) => sum + complexity(input), 1)

/** Number of nodes on the longest path from root to leaf; a single column has 1. */
export const depthOf = (expression: Expression): number => 1 + Math.max(0, ...inputsOf(expression).map(depthOf))

/** True when both expressions are the same tree, number by number. */
export function same(a: Expression, b: Expression): boolean {
  if (a.op === 'number' || b.op === 'number') return a.op === b.op && (a as Literal).value === (b as Literal).value
  return (
    a.op === b.op &&
    a.parameters.every((parameter, i) => parameter === b.parameters[i]) &&
    a.inputs.every((input, i) => same(input, b.inputs[i]))
  )
}

import type { Expression } from './expression.ts'
import { operations } from './operations.ts'

/** The canonical text of an expression. It has only the parentheses that are needed to parse it back. */
export const printFormula = (expression: Expression): string => printed(expression, 0)

/** @param least precedence below which an operator needs parentheses */
function printed(expression: Expression, least: number): string {
  if (expression.op === 'number') return String(expression.value)
  const { op, inputs, parameters } = expression
  const { form, binds = 0, symbol = op } = operations[op]
  if (form === 'column') return op
  if (form === 'function') {
    const given = [...inputs.map(input => printed(input, 0)), ...parameters.map(String)]
    return `${op}(${given.join(', ')})`
  }
  const text =
    form === 'infix'
      ? // Operators of equal precedence associate to the left, so the right operand needs a higher one.
        `${printed(inputs[0], binds)} ${symbol} ${printed(inputs[1], binds + 1)}`
      : `${symbol}${symbol === 'not' ? ' ' : ''}${printed(inputs[0], binds)}`
  return binds < least ? `(${text})` : text
}

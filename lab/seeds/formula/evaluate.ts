import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'
import type { Expression } from './expression.ts'
import { givesBoolean, operations } from './operations.ts'
import { printFormula } from './print.ts'

/**
 * The values of an expression, row i made of rows ≤ i. True is 1 and false 0, and where it cannot be known whether something is
 * true it counts as false: what is not known is no reason to act. Quantities are NaN where unknown.
 *
 * @param indicators where a population shares its columns
 * @returns a column of its own, as long as the bars
 */
export const evaluate = (expression: Expression, bars: Bars, indicators: Indicators): Float64Array =>
  evaluator(bars, indicators)(expression)

/** Evaluates several expressions on the same bars, and what they have in common once. */
export function evaluator(bars: Bars, indicators: Indicators): (expression: Expression) => Float64Array {
  const source = { bars, indicators }
  const known = new Map<string, Column>()

  const columnOf = (expression: Expression): Column => {
    const text = printFormula(expression)
    const found = known.get(text) ?? computed(expression)
    known.set(text, found)
    return found
  }
  const computed = (expression: Expression): Column => {
    if (expression.op === 'number') return new Float64Array(bars.close.length).fill(expression.value)
    const { op, inputs, parameters } = expression
    return operations[op].compute(source, inputs.map(columnOf), parameters)
  }

  return expression => {
    const out = new Float64Array(columnOf(expression))
    if (expression.op === 'number' || !givesBoolean(expression.op)) return out
    for (let i = 0; i < out.length; i++) if (Number.isNaN(out[i])) out[i] = 0
    return out
  }
}

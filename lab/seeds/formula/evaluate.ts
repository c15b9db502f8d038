import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'
import type { Expression } from './expression.ts'
import { givesBoolean, operations } from './operations.ts'
import { printFormula } from './print.ts'

/**
 * The values of an expression; row i depends on rows ≤ i. A boolean result is 1 or 0, and an unknown boolean counts as
 * 0, because missing knowledge is no reason to trade. Other results are NaN where unknown.
 *
 * @param indicators indicators, usually memoised for a population
 * @returns a new column, as long as the bars
 */
export const evaluate = (expression: Expression, bars: Bars, indicators: Indicators): Float64Array =>
  evaluator(bars, indicators)(expression)

/** Evaluates several expressions on the same bars; common subexpressions are evaluated once. */
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

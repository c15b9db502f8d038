import { type Expression, inputsOf } from './expression.ts'
import { operations } from './operations.ts'

/** Bars after which older bars no longer matter. What an operation remembers is added to the most that its inputs do. */
export function warmupOf(expression: Expression): number {
  const inputs = Math.max(0, ...inputsOf(expression).map(warmupOf))
  if (expression.op === 'number') return inputs
  const { parameters, extra } = operations[expression.op]
  return parameters.reduce((sum, { remembers }, i) => sum + remembers * expression.parameters[i], inputs + extra)
}

import { type Expression, inputsOf } from './expression.ts'
import { operations } from './operations.ts'

/** Warm-up of an expression in bars: the warm-up of the operation plus the longest warm-up of its inputs. */
export function warmupOf(expression: Expression): number {
  const inputs = Math.max(0, ...inputsOf(expression).map(warmupOf))
  if (expression.op === 'number') return inputs
  const { parameters, extra } = operations[expression.op]
  return parameters.reduce((sum, { remembers }, i) => sum + remembers * expression.parameters[i], inputs + extra)
}

import type { Random } from '../../random.ts'
import { clamped, rangeBeside } from './draw-number.ts'
import { type Applied, apply, type Expression, literal } from './expression.ts'
import { fits } from './limits.ts'
import type { Parameter } from './operation.ts'
import { operations } from './operations.ts'
import { entriesOf, type FormulaRules } from './rules.ts'

/**
 * The same rules with every number and period moved slightly and no operation changed. A strategy whose performance is
 * no accident should survive such changes.
 *
 * @param radius largest move, as a fraction of the number's usual range or of the period itself; a period moves by up
 *   to one bar at least
 */
export const nudgeRules = (rules: FormulaRules, radius: number, chance: Random): FormulaRules => ({
  ...rules,
  ...Object.fromEntries(
    entriesOf(rules).map(([name, rule]) => {
      const nudged = nudge(rule, radius, chance)
      return [name, fits(nudged, 'boolean') ? nudged : rule]
    }),
  ),
})

function nudge(expression: Expression, radius: number, chance: Random, parent?: Applied): Expression {
  const within = (reach: number) => reach * (2 * chance() - 1)
  if (expression.op === 'number') {
    const beside = parent?.inputs.find(input => input !== expression) ?? expression
    const [min, max] = rangeBeside(parent?.op ?? '<', beside)
    return literal(Number((expression.value + within(radius * (max - min))).toPrecision(3)))
  }
  const { op, inputs, parameters } = expression
  const moved = (value: number, parameter: Parameter) =>
    parameter.kind === 'int'
      ? clamped(value + within(Math.max(1, radius * value)), parameter)
      : clamped(Number((value + within(radius * (parameter.max - parameter.min))).toPrecision(3)), parameter)
  return apply(
    op,
    inputs.map(input => nudge(input, radius, chance, expression)),
    parameters.map((value, i) => moved(value, operations[op].parameters[i])),
  )
}

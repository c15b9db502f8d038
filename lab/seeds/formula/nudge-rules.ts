import type { Random } from '../../random.ts'
import { clamped, rangeBeside } from './draw-number.ts'
import { type Applied, apply, type Expression, literal } from './expression.ts'
import { fits } from './limits.ts'
import type { Parameter } from './operation.ts'
import { operations } from './operations.ts'
import { entriesOf, type FormulaRules } from './rules.ts'

/**
 * The same rules with every written number a little elsewhere, and not one word changed: what a fitness that is no accident survives.
 *
 * @param radius how far at most: a part of where numbers lie beside what they are compared with, and of a period itself, which moves by
 *   one bar at least
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

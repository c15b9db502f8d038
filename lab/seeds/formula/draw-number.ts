import { gaussian, type Random } from '../../random.ts'
import type { Expression } from './expression.ts'
import type { Parameter } from './operation.ts'
import { type OperationName, operations } from './operations.ts'

type Range = readonly [min: number, max: number]

/** Range of a factor or divisor: prices are compared at distances of some percent, not hundredfold. */
const factor: Range = [0.9, 1.1]
/** Range when nothing is known about the operand next to the number. */
const anywhere: Range = [-2, 2]

/** The range from which to draw a number that is combined with `beside` by `op`. */
export const rangeBeside = (op: OperationName, beside: Expression): Range =>
  op === '*' || op === '/' ? factor : rangeOf(beside)

/** The range in which most values of an expression lie. */
function rangeOf(expression: Expression): Range {
  if (expression.op === 'number') return anywhere
  // A quotient of equal units is usually near 1.
  if (expression.op === '/') return factor
  const { range } = operations[expression.op]
  const moving = expression.inputs.find(input => input.op !== 'number')
  return range ?? (moving ? rangeOf(moving) : anywhere)
}

export const drawNumber = ([min, max]: Range, chance: Random): number => rounded(min + chance() * (max - min))

/** A nearby number, usually within a tenth of the range. */
export const jitterNumber = (value: number, [min, max]: Range, chance: Random): number =>
  rounded(value + 0.1 * (max - min) * gaussian(chance))

/** A random parameter. Periods are drawn log-uniformly: 5 to 10 is as likely as 50 to 100. */
export function drawParameter({ kind, min, max }: Parameter, chance: Random): number {
  if (kind === 'real') return drawNumber([min, max], chance)
  return Math.min(max, Math.floor(min * ((max + 1) / min) ** chance()))
}

/**
 * A nearby value of a parameter, usually within a third of the period or a tenth of the range, and always within the
 * bounds.
 */
export function jitterParameter(value: number, parameter: Parameter, chance: Random): number {
  const { kind, min, max } = parameter
  if (kind === 'real') return clamped(jitterNumber(value, [min, max], chance), parameter)
  const moved = Math.round(value * Math.exp(0.3 * gaussian(chance)))
  return clamped(moved === value ? value + (chance() < 0.5 ? -1 : 1) : moved, parameter)
}

export const clamped = (value: number, { kind, min, max }: Parameter): number =>
  Math.min(max, Math.max(min, kind === 'int' ? Math.round(value) : value))

/** Three significant digits, so that people can read the formula and evolution cannot overfit it. */
const rounded = (value: number) => Number(value.toPrecision(3))

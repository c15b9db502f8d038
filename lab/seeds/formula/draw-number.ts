import { gaussian, type Random } from '../../random.ts'
import type { Expression } from './expression.ts'
import type { Parameter } from './operation.ts'
import { type OperationName, operations } from './operations.ts'

type Range = readonly [min: number, max: number]

/** A factor or divisor: some percent of a price matter, a hundredfold of it never. */
const factor: Range = [0.9, 1.1]
/** Where nothing is known of what a number stands beside. */
const anywhere: Range = [-2, 2]

/** Where a number is drawn from that stands beside `beside` under `op`. */
export const rangeBeside = (op: OperationName, beside: Expression): Range =>
  op === '*' || op === '/' ? factor : rangeOf(beside)

/** Where the values of an expression mostly lie. */
function rangeOf(expression: Expression): Range {
  if (expression.op === 'number') return anywhere
  // A quotient of equal units is near 1, whatever those are.
  if (expression.op === '/') return factor
  const { range } = operations[expression.op]
  const moving = expression.inputs.find(input => input.op !== 'number')
  return range ?? (moving ? rangeOf(moving) : anywhere)
}

export const drawNumber = ([min, max]: Range, chance: Random): number => rounded(min + chance() * (max - min))

/** Another number, mostly within a tenth of the range. */
export const jitterNumber = (value: number, [min, max]: Range, chance: Random): number =>
  rounded(value + 0.1 * (max - min) * gaussian(chance))

/** A period is as likely between 5 and 10 as between 50 and 100: what matters is its order. */
export function drawParameter({ kind, min, max }: Parameter, chance: Random): number {
  if (kind === 'real') return drawNumber([min, max], chance)
  return Math.min(max, Math.floor(min * ((max + 1) / min) ** chance()))
}

/** Another value of a parameter, mostly within a third of it or a tenth of its range, and always within its bounds. */
export function jitterParameter(value: number, parameter: Parameter, chance: Random): number {
  const { kind, min, max } = parameter
  if (kind === 'real') return clamped(jitterNumber(value, [min, max], chance), parameter)
  const moved = Math.round(value * Math.exp(0.3 * gaussian(chance)))
  return clamped(moved === value ? value + (chance() < 0.5 ? -1 : 1) : moved, parameter)
}

export const clamped = (value: number, { kind, min, max }: Parameter): number =>
  Math.min(max, Math.max(min, kind === 'int' ? Math.round(value) : value))

/** Three digits: a person reads them, and evolution cannot fit more. */
const rounded = (value: number) => Number(value.toPrecision(3))

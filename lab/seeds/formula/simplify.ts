import { type Applied, apply, type Expression, literal, same } from './expression.ts'
import { limits } from './limits.ts'
import { givesBoolean, operations } from './operations.ts'

/**
 * Returns a smaller expression for which `evaluate` gives the same values, including NaN. Only rewrites that are exact
 * in floating point are applied. For example, `a + b - b` stays, because rounding may make it differ from `a`.
 *
 * Pass whole rules, not parts of a rule: only a whole rule turns unknown into false.
 */
export function simplify(expression: Expression): Expression {
  const once = walked(expression, true)
  return same(once, expression) ? once : simplify(once)
}

/**
 * One pass of simplification.
 *
 * @param asserted true where an unknown boolean counts as false, because no `not` is above this expression
 */
function walked(expression: Expression, asserted: boolean): Expression {
  if (expression.op === 'number') return expression
  const { op, inputs, parameters } = expression
  const still = asserted && (op === 'and' || op === 'or')
  const inner = apply(
    op,
    inputs.map(input => walked(input, still)),
    parameters,
  )
  return inner.op === 'number' ? inner : reduced(inner, asserted)
}

function reduced(node: Applied, asserted: boolean): Expression {
  const { op, inputs, parameters } = node
  const [a, b] = inputs
  const number = folded(node)
  if (number !== undefined) return literal(number)
  switch (op) {
    case 'not':
      return negated(node)
    case 'negate':
      return a.op === 'negate' ? a.inputs[0] : node
    case 'abs':
      return a.op === 'abs' ? a : a.op === 'negate' ? apply('abs', a.inputs) : node
    case 'min':
    case 'max':
      return same(a, b) ? a : node
    case 'and':
    case 'or':
      return joined(node, op)
    case '*':
      return isNumber(a, 1) ? b : isNumber(b, 1) ? a : node
    case '/':
      return isNumber(b, 1) ? a : node
    case '+':
      return isNumber(a, 0) ? b : isNumber(b, 0) ? a : node
    case '-':
      return isNumber(b, 0) ? a : node
    case '<':
    case '>':
    case 'crosses':
    case 'crossesBelow':
      // Comparing a value with itself is never true, and an unknown value counts as false here.
      return asserted && same(a, b) ? never : node
    case 'previous': {
      if (a.op !== 'previous') return node
      const bars = parameters[0] + a.parameters[0]
      return bars <= operations.previous.parameters[0].max ? apply('previous', a.inputs, [bars]) : node
    }
    default:
      return node
  }
}

const never = apply('<', [literal(0), literal(0)])

const isNumber = (expression: Expression, value: number) => expression.op === 'number' && expression.value === value

const opposites = { '<': '>=', '>=': '<', '>': '<=', '<=': '>' } as const

function negated(node: Applied): Expression {
  const [a] = node.inputs
  if (a.op === 'not') return a.inputs[0]
  return a.op === '<' || a.op === '>' || a.op === '<=' || a.op === '>=' ? apply(opposites[a.op], a.inputs) : node
}

/** Simplifies `x and x`, `x and always`, `x and (x or y)`, and the same with `or`. */
function joined(node: Applied, op: 'and' | 'or'): Expression {
  const other = op === 'and' ? 'or' : 'and'
  const [a, b] = node.inputs
  for (const [x, y] of [
    [a, b],
    [b, a],
  ]) {
    const constant = constantBoolean(x)
    if (constant !== undefined) return constant === (op === 'and') ? y : x
    if (same(x, y) || (y.op === other && y.inputs.some(input => same(input, x)))) return x
  }
  return node
}

/** The constant value of a comparison of two numbers; undefined for other expressions. */
const constantBoolean = (expression: Expression): boolean | undefined =>
  expression.op !== 'number' && givesBoolean(expression.op) && expression.inputs.every(isWritten)
    ? made(expression) === 1
    : undefined

/** The value of arithmetic on numbers; undefined for other expressions, and when the value exceeds the limits. */
function folded(node: Applied): number | undefined {
  if (givesBoolean(node.op) || node.inputs.length === 0 || !node.inputs.every(isWritten)) return undefined
  const value = made(node)
  return Math.abs(value) <= limits.number ? value : undefined
}

const isWritten = (expression: Expression) => expression.op === 'number'

/** The value of an operation on numbers; NaN when the operation needs earlier bars. */
function made({ op, inputs }: Applied): number {
  const [a, b = a] = inputs.map(input => (input.op === 'number' ? input.value : Number.NaN))
  return operations[op].at?.(a, b) ?? Number.NaN
}

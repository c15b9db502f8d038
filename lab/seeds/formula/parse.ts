import { fail, ok, type Result } from '../../result.ts'
import { apply, type Expression, literal } from './expression.ts'
import type { FormulaFlaw } from './flaw.ts'
import { kindGiven, refusal, showKind } from './kind.ts'
import { excesses, limits } from './limits.ts'
import { type OperationName, operationNames, operations } from './operations.ts'
import { parametersOf, type Written } from './parameters.ts'
import { didYouMean } from './suggest.ts'
import { type Token, tokensOf } from './tokens.ts'
import type { Kind } from './units.ts'

/** Maximum nesting of parentheses, signs and calls. Every formula within the limits needs less. */
const nesting = 64

const callable = operationNames.filter(name => ['column', 'function'].includes(operations[name].form))
const words = [...callable, 'and', 'or', 'not']

/**
 * Parses a formula: an expression that is true or false at each bar. The README of this folder describes the language.
 *
 * @returns the tree, with consistent units and within the limits; or all errors in text order. After an error that
 *   makes the rest of the text ambiguous, no further errors are reported.
 */
export function parseFormula(text: string): Result<Expression, readonly FormulaFlaw[]> {
  if (text.length > limits.characters) {
    const why = `is ${text.length} characters long, at most ${limits.characters}`
    return fail([{ offset: limits.characters, length: text.length - limits.characters, why }])
  }
  const { tokens, flaws: foreign } = tokensOf(text)
  if (foreign.length > 0) return fail(foreign)
  const { expression, kind, flaws } = read(tokens)
  const whole = (why: string): FormulaFlaw => ({ offset: 0, length: text.length, why })
  if (flaws.length > 0) return fail(flaws.toSorted((a, b) => a.offset - b.offset))
  if (kind !== 'boolean')
    return fail([whole(`expected an expression that is true or false, found ${showKind(kind ?? 'number')}`)])
  const large = excesses(expression)
  return large.length > 0 ? fail(large.map(whole)) : ok(expression)
}

/** A parsed part of the formula. Its `kind` is undefined after an error, so that no follow-up errors are reported. */
interface Part extends Written {
  readonly kind: Kind | undefined
}

/** Parses tokens by operator precedence. @see Pratt (1973), "Top down operator precedence" */
function read(tokens: readonly Token[]): Part & { readonly flaws: readonly FormulaFlaw[] } {
  const flaws: FormulaFlaw[] = []
  let at = 0
  let lost = false

  const blame = ({ offset, length }: { offset: number; length: number }, why: string) => {
    if (!lost) flaws.push({ offset, length, why })
  }
  /** Reports an error after which the rest cannot be understood, and stops parsing. */
  const lose = (token: Token, why: string): Part => {
    blame({ offset: token.offset, length: token.text.length }, why)
    lost = true
    at = tokens.length - 1
    return unreadable(token)
  }
  const next = (): Token => {
    const token = tokens[at]
    if (token.kind !== 'end') at++
    return token
  }
  const expectSign = (sign: string, where: string): Token => {
    const token = next()
    if (token.text !== sign) lose(token, `expected "${sign}" ${where}, found ${show(token)}`)
    return token
  }

  const expression = (least: number, level: number): Part => {
    if (level > nesting) return lose(tokens[at], `is nested more than ${nesting} deep`)
    let left = operand(level)
    for (;;) {
      const sign = tokens[at].text as OperationName
      const { form, binds = 0 } = Object.hasOwn(operations, sign) ? operations[sign] : {}
      if (form !== 'infix' || binds < least) return left
      next()
      const right = expression(binds + 1, level + 1)
      left = applied(sign, [left, right], [], left.offset, right.offset + right.length)
    }
  }

  const operand = (level: number): Part => {
    const token = next()
    const { text, offset, kind } = token
    if (kind === 'number') return number(token)
    if (text === '-' || text === 'not') {
      const op = text === '-' ? 'negate' : 'not'
      const inner = expression(operations[op].binds ?? 0, level + 1)
      return applied(op, [inner], [], offset, inner.offset + inner.length)
    }
    if (text === '(') {
      const inner = expression(0, level + 1)
      const close = expectSign(')', `to the "(" at character ${offset + 1}`)
      return { ...inner, offset, length: close.offset + close.text.length - offset }
    }
    if (kind === 'name' && text !== 'and' && text !== 'or') return named(token, level)
    return lose(token, `expected a value, found ${show(token)}`)
  }

  const number = ({ text, offset }: Token): Part => {
    const value = Number(text)
    const part = { expression: literal(value), kind: 'number', offset, length: text.length } as const
    if (value <= limits.number) return part
    blame(part, `${text} is larger than ${limits.number}`)
    return { ...part, kind: undefined }
  }

  const named = (token: Token, level: number): Part => {
    const { text, offset } = token
    const name = callable.find(known => known === text)
    const form = name && operations[name].form
    const called = tokens[at].text === '('
    if (!name) blame({ offset, length: text.length }, `${text} is not known${didYouMean(text, words)}`)
    if (name && form === 'function' && !called) {
      return lose(tokens[at], `expected "(" after ${text}: it is written ${written(name)}`)
    }
    if (name && form === 'column' && called) return lose(tokens[at], `${text} is a column: it takes nothing`)
    if (!called) return name ? applied(name, [], [], offset, offset + text.length) : unreadable(token)
    next()
    const given: Part[] = []
    while (tokens[at].text !== ')' && !lost) {
      if (given.length > 0) expectSign(',', `or ")" in ${text}(…)`)
      if (!lost) given.push(expression(0, level + 1))
    }
    const close = next()
    const end = close.offset + close.text.length
    if (!name || lost) return unreadable(token)
    const { inputs, parameters } = operations[name]
    if (given.length !== inputs.length + parameters.length) {
      blame({ offset, length: end - offset }, `expected ${written(name)}, found ${given.length} of its arguments`)
      return unreadable(token)
    }
    const numbers = parametersOf(name, given.slice(inputs.length), blame)
    return applied(name, given.slice(0, inputs.length), numbers, offset, end)
  }

  const applied = (
    op: OperationName,
    parts: readonly Part[],
    parameters: readonly number[],
    offset: number,
    end: number,
  ): Part => {
    const place = { offset, length: end - offset }
    const kinds = parts.flatMap(({ kind }) => kind ?? [])
    const whole = kinds.length === parts.length
    const kind = whole ? kindGiven(op, kinds) : undefined
    if (whole && kind === undefined) blame(place, refusal(op, kinds))
    const inputs = parts.map(part => part.expression)
    return { ...place, expression: apply(op, inputs, parameters), kind }
  }

  const whole = expression(0, 0)
  if (tokens[at].kind !== 'end') lose(tokens[at], `expected a sign or the end, found ${show(tokens[at])}`)
  return { ...whole, flaws }
}

const unreadable = ({ offset, text }: Token): Part => ({
  expression: literal(0),
  kind: undefined,
  offset,
  length: text.length,
})

const show = ({ kind, text }: Token) => (kind === 'end' ? 'the end' : `"${text}"`)

/** The call form of an operation, such as `sma(x, period)`. */
function written(name: OperationName): string {
  const { inputs, parameters } = operations[name]
  return `${name}(${[...inputs, ...parameters.map(parameter => parameter.name)].join(', ')})`
}

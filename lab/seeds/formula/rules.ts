import { type OptionalColumn, optionalColumns } from '../../market/bars.ts'
import { fail, ok, type Result } from '../../result.ts'
import { complexity, type Expression, inputsOf } from './expression.ts'
import type { FormulaFlaw } from './flaw.ts'
import { parseFormula } from './parse.ts'
import { printFormula } from './print.ts'
import { simplify } from './simplify.ts'
import { warmupOf } from './warmup.ts'

/** The rules of a formula strategy. Each expression is true or false at every bar. */
export interface FormulaRules {
  /** Condition to turn long. */
  readonly long: Expression
  /** Condition to turn short; absent: never. */
  readonly short?: Expression
  /**
   * Condition to turn flat, even when `long` or `short` is true. Absent: only when `hold` ends, or when `long` and
   * `short` are both true.
   */
  readonly flat?: Expression
}
export type RuleName = keyof FormulaRules
const ruleNames = ['long', 'short', 'flat'] as const satisfies readonly RuleName[]

/** The same rules as text. */
export type RuleTexts = { readonly [Name in keyof FormulaRules]: string }

/** An error in the text of one of the rules. */
export interface RuleFlaw extends FormulaFlaw {
  readonly rule: RuleName
}

/** The rules that are present, with their names. */
export const entriesOf = (rules: FormulaRules): readonly (readonly [RuleName, Expression])[] =>
  ruleNames.flatMap(name => {
    const expression = rules[name]
    return expression ? [[name, expression] as const] : []
  })

/** Parses rules from their texts; returns the errors of all of them. */
export function parseRules(texts: RuleTexts): Result<FormulaRules, readonly RuleFlaw[]> {
  const parsed = ruleNames.flatMap(rule => {
    const text = texts[rule]
    return text === undefined ? [] : [{ rule, result: parseFormula(text) }]
  })
  const flaws = parsed.flatMap(({ rule, result }) => (result.ok ? [] : result.error.map(flaw => ({ ...flaw, rule }))))
  if (flaws.length > 0) return fail(flaws)
  return ok(
    Object.fromEntries(
      parsed.flatMap(({ rule, result }) => (result.ok ? [[rule, result.value]] : [])),
    ) as unknown as FormulaRules,
  )
}

/** Writes rules as texts, which `parseRules` reads back. */
export const printRules = (rules: FormulaRules): RuleTexts =>
  Object.fromEntries(entriesOf(rules).map(([name, expression]) => [name, printFormula(expression)])) as RuleTexts

/** A text that identifies the rules: equal rules have equal keys. Genomes of a population are compared by it. */
export const rulesKey = (rules: FormulaRules): string =>
  entriesOf(rules)
    .map(([name, expression]) => `${name}: ${printFormula(expression)}`)
    .join('\n')

/** The optional columns that the rules read. */
export const columnsOf = onceEach((rules): readonly OptionalColumn[] => {
  const read = new Set(entriesOf(rules).flatMap(([, expression]) => [...operationsIn(expression)]))
  return optionalColumns.filter(column => read.has(column))
})

function* operationsIn(expression: Expression): Generator<string> {
  yield expression.op
  for (const input of inputsOf(expression)) yield* operationsIn(input)
}

/** The same rules in simplified form; their events are unchanged. */
export const simplifyRules = (rules: FormulaRules): FormulaRules => ({
  ...rules,
  ...Object.fromEntries(entriesOf(rules).map(([name, expression]) => [name, simplify(expression)])),
})

/** Total number of nodes of all rules. */
export const rulesComplexity = onceEach(rules =>
  entriesOf(rules).reduce((sum, [, expression]) => sum + complexity(expression), 0),
)

/** Warm-up: bars of history after which older bars no longer change an event. */
export const rulesWarmup = onceEach(rules =>
  Math.max(...entriesOf(rules).map(([, expression]) => warmupOf(expression))),
)

/**
 * Caches a function per rules object. Rules never change, and the function is called for every symbol at every
 * backtest.
 */
function onceEach<T>(compute: (rules: FormulaRules) => T): (rules: FormulaRules) => T {
  const known = new WeakMap<FormulaRules, { readonly value: T }>()
  return rules => {
    const found = known.get(rules) ?? { value: compute(rules) }
    known.set(rules, found)
    return found.value
  }
}

import { type OptionalColumn, optionalColumns } from '../../market/bars.ts'
import { fail, ok, type Result } from '../../result.ts'
import { complexity, type Expression, inputsOf } from './expression.ts'
import type { FormulaFlaw } from './flaw.ts'
import { parseFormula } from './parse.ts'
import { printFormula } from './print.ts'
import { simplify } from './simplify.ts'
import { warmupOf } from './warmup.ts'

/** What a formula strategy does when: each expression is true or false at every bar. */
export interface FormulaRules {
  /** Turn long. */
  readonly long: Expression
  /** Turn short; absent: never. */
  readonly short?: Expression
  /** Turn flat, whatever the others say; absent: only when the memory of events ends, or where long and short are both true. */
  readonly flat?: Expression
}
export type RuleName = keyof FormulaRules
const ruleNames = ['long', 'short', 'flat'] as const satisfies readonly RuleName[]

/** The same as text, as a person writes it. */
export type RuleTexts = { readonly [Name in keyof FormulaRules]: string }

/** Something wrong in the text of one of the rules. */
export interface RuleFlaw extends FormulaFlaw {
  readonly rule: RuleName
}

/** Each expression of rules and its name. */
export const entriesOf = (rules: FormulaRules): readonly (readonly [RuleName, Expression])[] =>
  ruleNames.flatMap(name => {
    const expression = rules[name]
    return expression ? [[name, expression] as const] : []
  })

/** Rules from their texts, or the flaws of all of them. */
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

/** Writes rules as the texts that they are read from. */
export const printRules = (rules: FormulaRules): RuleTexts =>
  Object.fromEntries(entriesOf(rules).map(([name, expression]) => [name, printFormula(expression)])) as RuleTexts

/** One text for equal rules, another for others: what a population is told apart by. */
export const rulesKey = (rules: FormulaRules): string =>
  entriesOf(rules)
    .map(([name, expression]) => `${name}: ${printFormula(expression)}`)
    .join('\n')

/** The optional columns that any of the rules reads. */
export const columnsOf = onceEach((rules): readonly OptionalColumn[] => {
  const read = new Set(entriesOf(rules).flatMap(([, expression]) => [...operationsIn(expression)]))
  return optionalColumns.filter(column => read.has(column))
})

function* operationsIn(expression: Expression): Generator<string> {
  yield expression.op
  for (const input of inputsOf(expression)) yield* operationsIn(input)
}

/** The same events from less. */
export const simplifyRules = (rules: FormulaRules): FormulaRules => ({
  ...rules,
  ...Object.fromEntries(entriesOf(rules).map(([name, expression]) => [name, simplify(expression)])),
})

/** Nodes of all its expressions. */
export const rulesComplexity = onceEach(rules =>
  entriesOf(rules).reduce((sum, [, expression]) => sum + complexity(expression), 0),
)

/** Bars after which older ones no longer change an event. */
export const rulesWarmup = onceEach(rules =>
  Math.max(...entriesOf(rules).map(([, expression]) => warmupOf(expression))),
)

/** Rules never change, and are asked again for every symbol of a universe, at every backtest. */
function onceEach<T>(tell: (rules: FormulaRules) => T): (rules: FormulaRules) => T {
  const known = new WeakMap<FormulaRules, { readonly told: T }>()
  return rules => {
    const found = known.get(rules) ?? { told: tell(rules) }
    known.set(rules, found)
    return found.told
  }
}

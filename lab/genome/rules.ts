import type { Random } from '../random.ts'
import { crossRules } from '../seeds/formula/cross-rules.ts'
import { drawRules } from '../seeds/formula/draw-rules.ts'
import { mutateRules } from '../seeds/formula/mutate-rules.ts'
import { type FormulaRules, rulesKey, rulesWarmup, simplifyRules } from '../seeds/formula/rules.ts'
import type { Language } from './language.ts'

/**
 * Draws random rules that fit the language's warm-up. The rules are simplified, so that equivalent rules are equal and
 * evaluated once.
 */
export function drawWithin({ columns, warmup }: Language, chance: Random): FormulaRules {
  for (let tries = 0; tries < 1000; tries++) {
    const rules = simplifyRules(drawRules(chance, columns))
    if (rulesWarmup(rules) <= warmup) return rules
  }
  throw new RangeError(`formulas: each of 1000 random draws needs more than ${warmup} bars of history; raise the limit`)
}

/**
 * Crosses two sets of rules and returns the first child. Returns the first parent if the child needs more history than
 * allowed.
 */
export function crossWithin(a: FormulaRules, b: FormulaRules, { warmup }: Language, chance: Random): FormulaRules {
  const [child] = crossRules(a, b, chance)
  const rules = simplifyRules(child)
  return rulesWarmup(rules) <= warmup ? rules : a
}

/** Number of tries for a fitting mutation before the parent is returned. */
const attempts = 8

/** Rules that differ from the parent by one mutation. Returns the parent if no fitting mutation was found. */
export function mutateWithin(parent: FormulaRules, { columns, warmup }: Language, chance: Random): FormulaRules {
  const key = rulesKey(parent)
  for (let tries = 0; tries < attempts; tries++) {
    const rules = simplifyRules(mutateRules(parent, chance, columns))
    if (rulesWarmup(rules) <= warmup && rulesKey(rules) !== key) return rules
  }
  return parent
}

import type { Random } from '../random.ts'
import { crossRules } from '../seeds/formula/cross-rules.ts'
import { drawRules } from '../seeds/formula/draw-rules.ts'
import { mutateRules } from '../seeds/formula/mutate-rules.ts'
import { type FormulaRules, rulesKey, rulesWarmup, simplifyRules } from '../seeds/formula/rules.ts'
import type { Language } from './language.ts'

/** Rules of a language as small as they can be said: two that give the same events by the same way are one, and evaluated once. */
export function drawWithin({ columns, warmup }: Language, chance: Random): FormulaRules {
  for (let tries = 0; tries < 1000; tries++) {
    const rules = simplifyRules(drawRules(chance, columns))
    if (rulesWarmup(rules) <= warmup) return rules
  }
  throw new RangeError(`formulas: a thousand draws need more than ${warmup} bars of history: allow them more`)
}

/** The first of two children; the first parent where it would need too much history. */
export function crossWithin(a: FormulaRules, b: FormulaRules, { warmup }: Language, chance: Random): FormulaRules {
  const [child] = crossRules(a, b, chance)
  const rules = simplifyRules(child)
  return rulesWarmup(rules) <= warmup ? rules : a
}

/** Draws before a mutation gives its parent back. */
const attempts = 8

/** Other rules, one change away; the parent where none was found that fits. */
export function mutateWithin(parent: FormulaRules, { columns, warmup }: Language, chance: Random): FormulaRules {
  const key = rulesKey(parent)
  for (let tries = 0; tries < attempts; tries++) {
    const rules = simplifyRules(mutateRules(parent, chance, columns))
    if (rulesWarmup(rules) <= warmup && rulesKey(rules) !== key) return rules
  }
  return parent
}

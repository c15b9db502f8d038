import type { Random } from '../../random.ts'
import { pick } from './chance.ts'
import { cross } from './cross.ts'
import { entriesOf, type FormulaRules } from './rules.ts'

/** Share of crossovers that swap whole rules of the same name rather than parts of rules. */
const whole = 0.2

/** Crossover of two parents into two children: swaps two whole rules of the same name, or parts of one rule each. */
export function crossRules(a: FormulaRules, b: FormulaRules, chance: Random): readonly [FormulaRules, FormulaRules] {
  const [nameA, ruleA] = pick(entriesOf(a), chance)
  if (chance() < whole) {
    const ruleB = b[nameA]
    return ruleB
      ? [
          { ...a, [nameA]: ruleB },
          { ...b, [nameA]: ruleA },
        ]
      : [a, { ...b, [nameA]: ruleA }]
  }
  const [nameB, ruleB] = pick(entriesOf(b), chance)
  const [childA, childB] = cross(ruleA, ruleB, chance)
  return [
    { ...a, [nameA]: childA },
    { ...b, [nameB]: childB },
  ]
}

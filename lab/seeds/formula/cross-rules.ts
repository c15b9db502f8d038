import type { Random } from '../../random.ts'
import { pick } from './chance.ts'
import { cross } from './cross.ts'
import { entriesOf, type FormulaRules } from './rules.ts'

/** Share of crossings that swap a whole rule of one name, and not parts of two. */
const whole = 0.2

/** Two children of two parents: a rule of one with a part of a rule of the other, or with the other's rule of the same name. */
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

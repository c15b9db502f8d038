import type { OptionalColumn } from '../../market/bars.ts'
import type { Random } from '../../random.ts'
import { pick } from './chance.ts'
import { drawRule } from './draw-rules.ts'
import type { Expression } from './expression.ts'
import { hoist } from './hoist.ts'
import { pointMutate } from './point-mutate.ts'
import { entriesOf, type FormulaRules, type RuleName } from './rules.ts'
import { subtreeMutate } from './subtree-mutate.ts'

type Mutation = (rule: Expression, chance: Random, known: readonly OptionalColumn[]) => Expression

/** Mutations of one rule with their probabilities; small changes are the most likely. */
const mutations: readonly { readonly share: number; readonly mutate: Mutation }[] = [
  { share: 0.55, mutate: pointMutate },
  { share: 0.25, mutate: subtreeMutate },
  { share: 0.2, mutate: hoist },
]
/** Probability that a mutation adds or removes the short rule or the flat rule. */
const structural = 0.1

/**
 * Applies one random change to the rules.
 *
 * @param known optional columns that the market has; a mutation adds no other optional column
 */
export function mutateRules(rules: FormulaRules, chance: Random, known: readonly OptionalColumn[] = []): FormulaRules {
  if (chance() < structural) return toggled(rules, pick(['short', 'flat'], chance), chance, known)
  const [name, rule] = pick(entriesOf(rules), chance)
  return { ...rules, [name]: drawMutation(chance)(rule, chance, known) }
}

function drawMutation(chance: Random): Mutation {
  let left = chance()
  return (mutations.find(({ share }) => (left -= share) < 0) ?? mutations[0]).mutate
}

/** Adds a random rule under this name, or removes the existing rule. */
function toggled(rules: FormulaRules, name: RuleName, chance: Random, known: readonly OptionalColumn[]): FormulaRules {
  if (!rules[name]) return { ...rules, [name]: drawRule(chance, known) }
  return Object.fromEntries(entriesOf(rules).filter(([other]) => other !== name)) as unknown as FormulaRules
}

import type { Random } from '../random.ts'
import { drawGenes } from '../seeds/draw.ts'
import type { FormulaRules } from '../seeds/formula/rules.ts'
import type { Genes } from '../seeds/seed.ts'
import { defaultLanguage } from './language.ts'
import { requireSeed } from './require-registered.ts'
import { crossWithin, drawWithin } from './rules.ts'
import type { Space } from './space.ts'
import { type CrossoverContext, crossGenes, type MutationContext, mutateGenes, shouldMutate } from './variation.ts'

/** A seed with every gene set. */
export interface Idea {
  readonly seed: string
  readonly genes: Genes
  /** Rules from which the seed `formula` computes its signal; absent for every other seed. */
  readonly rules?: FormulaRules
}

export function drawIdea(seed: string, { formulas = defaultLanguage }: Space, chance: Random): Idea {
  const { genes, requires } = requireSeed(seed)
  return {
    seed,
    genes: drawGenes(genes, chance),
    ...(requires === 'formula' && { rules: drawWithin(formulas, chance) }),
  }
}

/**
 * Crosses two ideas. Genes of different seeds mean different things and are not mixed: if the seeds differ, the child
 * is a copy of `a`.
 */
export function crossIdeas(a: Idea, b: Idea, { formulas = defaultLanguage }: Space, context: CrossoverContext): Idea {
  if (a.seed !== b.seed) return { seed: a.seed, genes: a.genes, ...(a.rules && { rules: a.rules }) }
  return {
    seed: a.seed,
    genes: crossGenes(a.genes, b.genes, requireSeed(a.seed).genes, context),
    ...(a.rules && b.rules && { rules: crossWithin(a.rules, b.rules, formulas, context.chance) }),
  }
}

export function mutateIdea(
  { seed, genes, rules }: Idea,
  { formulas = defaultLanguage }: Space,
  by: MutationContext,
): Idea {
  return {
    seed,
    genes: mutateGenes(genes, requireSeed(seed).genes, by),
    ...(rules && { rules: shouldMutate(by) ? by.mutateRules(rules, formulas, by.chance) : rules }),
  }
}

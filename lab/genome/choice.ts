import type { Random } from '../random.ts'
import { drawGenes } from '../seeds/draw.ts'
import type { GeneSpecs, Genes } from '../seeds/seed.ts'
import { type CrossoverContext, crossGenes, type MutationContext, mutateGenes, shouldMutate } from './variation.ts'

/** One option that a genome has chosen, such as a kind of stop, with the genes of that option. */
export interface Chosen {
  readonly name: string
  readonly genes: Genes
}

/** Gene specifications of each option, by the option's name. */
export type Options = Readonly<Record<string, GeneSpecs>>

/** Draws one of the options, or `undefined` for no option, all with equal probability. */
export function drawChoice(options: Options, chance: Random): Chosen | undefined {
  const names = Object.keys(options)
  const name = names[Math.floor(chance() * (names.length + 1))]
  return name === undefined ? undefined : { name, genes: drawGenes(options[name], chance) }
}

/**
 * Crosses two choices. If both parents chose the same option, its genes are crossed; otherwise the child takes one
 * parent's choice, which may be none.
 */
export function crossChoice(
  a: Chosen | undefined,
  b: Chosen | undefined,
  options: Options,
  context: CrossoverContext,
): Chosen | undefined {
  if (a && b && a.name === b.name)
    return { name: a.name, genes: crossGenes(a.genes, b.genes, options[a.name], context) }
  return context.chance() < 0.5 ? a : b
}

export function mutateChoice(
  chosen: Chosen | undefined,
  options: Options,
  context: MutationContext,
): Chosen | undefined {
  const { chance, structure } = context
  if (shouldMutate(context) && chance() < structure) return drawChoice(options, chance)
  return chosen && { name: chosen.name, genes: mutateGenes(chosen.genes, options[chosen.name], context) }
}

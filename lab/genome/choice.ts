import type { Random } from '../random.ts'
import { drawGenes } from '../seeds/draw.ts'
import type { GeneSpecs, Genes } from '../seeds/seed.ts'
import { type CrossoverContext, crossGenes, type MutationContext, mutateGenes, shouldMutate } from './variation.ts'

/** One of several things, with genes of its own. */
export interface Chosen {
  readonly name: string
  readonly genes: Genes
}

/** The genes of each thing that may be chosen. */
export type Options = Readonly<Record<string, GeneSpecs>>

/** Each of the options, and none of them, with the same chance. */
export function drawChoice(options: Options, chance: Random): Chosen | undefined {
  const names = Object.keys(options)
  const name = names[Math.floor(chance() * (names.length + 1))]
  return name === undefined ? undefined : { name, genes: drawGenes(options[name], chance) }
}

/** Genes of one thing mix; of two things the child has one, and of something and nothing too. */
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

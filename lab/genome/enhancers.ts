import { drawGenes } from '../seeds/draw.ts'
import type { Genes } from '../seeds/seed.ts'
import { named } from './gene.ts'
import type { Part } from './part.ts'
import { requireEnhancer } from './require-registered.ts'
import { crossGenes, mutateGenes } from './variation.ts'

/** Genes of each enhancer that the genome uses, by the enhancer's name. */
export type EnhancerGenes = Readonly<Record<string, Genes>>

/** The genome part of the enhancers. A genome uses every enhancer of its space; only the genes of each one evolve. */
export const enhancers: Part<EnhancerGenes> = {
  draw: ({ enhancers }, chance) =>
    enhancers.length === 0 ? undefined : each(enhancers, name => drawGenes(specsOf(name), chance)),
  cross: (a, b, _, context) => each(Object.keys(a), name => crossGenes(a[name], b[name], specsOf(name), context)),
  mutate: (enhancerGenes, _, context) =>
    each(Object.keys(enhancerGenes), name => mutateGenes(enhancerGenes[name], specsOf(name), context)),
  genes: enhancerGenes => Object.keys(enhancerGenes).flatMap(name => named(name, enhancerGenes[name], specsOf(name))),
}

const each = (names: readonly string[], make: (name: string) => Genes): EnhancerGenes =>
  Object.fromEntries(names.map(name => [name, make(name)]))

const specsOf = (name: string) => requireEnhancer(name).genes

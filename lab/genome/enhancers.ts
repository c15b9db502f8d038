import { drawGenes } from '../seeds/draw.ts'
import type { Genes } from '../seeds/seed.ts'
import { named } from './gene.ts'
import { knownEnhancer } from './require-registered.ts'
import type { Part } from './part.ts'
import { crossGenes, mutateGenes } from './variation.ts'

/** Genes of each enhancer that is heard, by its name. */
export type Heard = Readonly<Record<string, Genes>>

export const enhancers: Part<Heard> = {
  draw: ({ enhancers }, chance) =>
    enhancers.length === 0 ? undefined : each(enhancers, name => drawGenes(specsOf(name), chance)),
  cross: (a, b, _, crossing) => each(Object.keys(a), name => crossGenes(a[name], b[name], specsOf(name), crossing)),
  mutate: (heard, _, mutating) => each(Object.keys(heard), name => mutateGenes(heard[name], specsOf(name), mutating)),
  genes: heard => Object.keys(heard).flatMap(name => named(name, heard[name], specsOf(name))),
}

const each = (names: readonly string[], make: (name: string) => Genes): Heard =>
  Object.fromEntries(names.map(name => [name, make(name)]))

const specsOf = (name: string) => knownEnhancer(name).genes

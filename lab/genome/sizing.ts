import { drawGene } from '../seeds/draw.ts'
import type { GeneSpec, Genes } from '../seeds/seed.ts'
import type { Sizing } from '../strategy/strategy.ts'
import { crossChoice, drawChoice, mutateChoice, type Options } from './choice.ts'
import { named } from './gene.ts'
import type { Part } from './part.ts'
import { requireScaling } from './require-registered.ts'
import { type SizingGene, sizingGenes } from './sizing-genes.ts'
import type { Space } from './space.ts'
import { crossGenes, mutateGenes } from './variation.ts'

/** The sizing fields that evolve. Leverage does not evolve, because it belongs to the account, not to the strategy. */
export type EvolvedSizing = Partial<Pick<Sizing, SizingGene | 'scaling'>>

/** The genome part of the sizing: the sizing genes of the space, and the choice of a scaling with its genes. */
export const sizing: Part<EvolvedSizing> = {
  draw(space, chance) {
    if (!space.sizing && !space.scalings) return undefined
    return assembled(
      mapGenes(space, spec => drawGene(spec, chance)),
      drawChoice(optionsOf(space), chance),
    )
  },
  cross: (a, b, space, context) =>
    assembled(
      crossGenes(
        a as Genes,
        b as Genes,
        mapGenes(space, spec => spec),
        context,
      ),
      crossChoice(a.scaling, b.scaling, optionsOf(space), context),
    ),
  mutate: (part, space, context) =>
    assembled(
      mutateGenes(
        part as Genes,
        mapGenes(space, spec => spec),
        context,
      ),
      space.scalings && mutateChoice(part.scaling, optionsOf(space), context),
    ),
  genes: ({ scaling, ...genes }) => [
    ...named('sizing', genes as Genes, sizingGenes),
    ...(scaling ? named(scaling.name, scaling.genes, requireScaling(scaling.name).genes) : []),
  ],
}

const assembled = (genes: EvolvedSizing, scaling: Sizing['scaling']): EvolvedSizing => ({
  ...genes,
  ...(scaling && { scaling }),
})

const mapGenes = <T>({ sizing = [] }: Space, make: (spec: GeneSpec) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(sizing.map(name => [name, make(sizingGenes[name])]))

const optionsOf = ({ scalings = [] }: Space): Options =>
  Object.fromEntries(scalings.map(name => [name, requireScaling(name).genes]))

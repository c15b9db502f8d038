import { gaussian, type Random } from '../random.ts'
import { clampGene, drawGene } from '../seeds/draw.ts'
import type { GeneSpec, GeneSpecs, Genes } from '../seeds/seed.ts'
import { knownEnhancer, knownSeed } from './known.ts'

/** A seed with every gene set, and the genes of the enhancers that it hears. Never changed: a child is a new one. */
export interface Genome {
  readonly seed: string
  readonly genes: Genes
  /** By the enhancer's name; absent: none is on. */
  readonly enhancers?: Readonly<Record<string, Genes>>
}

/** The same for equal genomes, and only for them. */
export const genomeKey = ({ seed, genes, enhancers = {} }: Genome): string =>
  [
    `${seed}|${spelled(genes)}`,
    ...Object.keys(enhancers)
      .sort()
      .map(name => `${name}|${spelled(enhancers[name])}`),
  ].join('|')

const spelled = (genes: Genes): string =>
  Object.keys(genes)
    .sort()
    .map(name => `${name}=${genes[name]}`)
    .join()

/** @param enhancers names of those that are bred along, each on from the start */
export function drawGenome(seedNames: readonly string[], chance: Random, enhancers: readonly string[] = []): Genome {
  const seed = seedNames[Math.floor(chance() * seedNames.length)]
  return genomeOf(seed, enhancers, spec => drawGene(spec, chance))
}

/** Each gene from one parent or the other, or from between them. Parents are of one seed: genes of two ideas do not mix. */
export function cross(a: Genome, b: Genome, chance: Random): Genome {
  if (a.seed !== b.seed) throw new Error(`${a.seed} and ${b.seed} cannot be crossed`)
  return mapGenes(a, (spec, gene, of) => {
    const [mothers, fathers] = [a, b].map(parent => of(parent)[gene])
    const pick = chance()
    if (pick < 0.4) return mothers
    if (pick < 0.8) return fathers
    const share = chance()
    return clampGene(mothers * share + fathers * (1 - share), spec)
  })
}

/** Spread of a mutation, as a part of the gene's range. */
const mutationSpread = 0.15

/** Each gene is left, moved a little, or now and then drawn anew. @param rate probability that a gene is touched */
export function mutate(genome: Genome, rate: number, chance: Random): Genome {
  return mapGenes(genome, (spec, gene, of) => {
    const value = of(genome)[gene]
    if (chance() >= rate) return value
    if (chance() < 0.1) return drawGene(spec, chance)
    const step = gaussian(chance) * mutationSpread * (spec.max - spec.min)
    // A whole gene moves by at least one, or mutation would leave narrow ranges as they are.
    const moved = spec.kind === 'int' && Math.abs(step) < 1 ? Math.sign(step) : step
    return clampGene(value + moved, spec)
  })
}

type Among = (genome: Genome) => Genes
type Make = (spec: GeneSpec, gene: string, of: Among) => number

const mapGenes = ({ seed, enhancers = {} }: Genome, make: Make): Genome => genomeOf(seed, Object.keys(enhancers), make)

function genomeOf(seed: string, enhancers: readonly string[], make: Make): Genome {
  const all = (specs: GeneSpecs, of: Among) =>
    Object.fromEntries(Object.entries(specs).map(([gene, spec]) => [gene, make(spec, gene, of)]))
  const genes = all(knownSeed(seed).genes, genome => genome.genes)
  if (enhancers.length === 0) return { seed, genes }
  const bred = enhancers.map(name => {
    return [name, all(knownEnhancer(name).genes, genome => genome.enhancers?.[name] ?? {})]
  })
  return { seed, genes, enhancers: Object.fromEntries(bred) }
}

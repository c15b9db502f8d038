import { gaussian, type Random } from '../random.ts'
import { clampGene, drawGene, drawGenes } from '../seeds/draw.ts'
import { seedNamed } from '../seeds/index.ts'
import type { GeneSpec, Genes } from '../seeds/seed.ts'

/** A seed with every gene set. Never changed: a child is a new one. */
export interface Genome {
  readonly seed: string
  readonly genes: Genes
}

/** The same for equal genomes, and only for them. */
export const genomeKey = ({ seed, genes }: Genome): string =>
  `${seed}|${Object.keys(genes)
    .sort()
    .map(name => `${name}=${genes[name]}`)
    .join()}`

export function drawGenome(seedNames: readonly string[], chance: Random): Genome {
  const seed = seedNames[Math.floor(chance() * seedNames.length)]
  return { seed, genes: drawGenes(specsOf(seed), chance) }
}

/** Each gene from one parent or the other, or from between them. Parents are of one seed: genes of two ideas do not mix. */
export function cross(a: Genome, b: Genome, chance: Random): Genome {
  if (a.seed !== b.seed) throw new Error(`${a.seed} and ${b.seed} cannot be crossed`)
  return mapGenes(a, (spec, name) => {
    const pick = chance()
    if (pick < 0.4) return a.genes[name]
    if (pick < 0.8) return b.genes[name]
    const share = chance()
    return clampGene(a.genes[name] * share + b.genes[name] * (1 - share), spec)
  })
}

/** Spread of a mutation, as a part of the gene's range. */
const mutationSpread = 0.15

/** Each gene is left, moved a little, or now and then drawn anew. @param rate probability that a gene is touched */
export function mutate(genome: Genome, rate: number, chance: Random): Genome {
  return mapGenes(genome, (spec, name) => {
    if (chance() >= rate) return genome.genes[name]
    if (chance() < 0.1) return drawGene(spec, chance)
    const step = gaussian(chance) * mutationSpread * (spec.max - spec.min)
    // A whole gene moves by at least one, or mutation would leave narrow ranges as they are.
    const moved = spec.kind === 'int' && Math.abs(step) < 1 ? Math.sign(step) : step
    return clampGene(genome.genes[name] + moved, spec)
  })
}

function mapGenes(genome: Genome, gene: (spec: GeneSpec, name: string) => number): Genome {
  const genes = Object.fromEntries(Object.entries(specsOf(genome.seed)).map(([name, spec]) => [name, gene(spec, name)]))
  return { seed: genome.seed, genes }
}

function specsOf(seed: string): Readonly<Record<string, GeneSpec>> {
  const found = seedNamed(seed)
  if (!found) throw new RangeError(`no seed is named ${seed}`)
  return found.genes
}

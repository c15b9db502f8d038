import { trialKey } from '../ledger/trial.ts'
import type { Random } from '../random.ts'
import { printFormula } from '../seeds/formula/print.ts'
import { entriesOf } from '../seeds/formula/rules.ts'
import type { Gene } from './gene.ts'
import { named } from './gene.ts'
import { crossIdeas, drawIdea, type Idea, mutateIdea } from './idea.ts'
import type { CrossGene } from './operators/cross-gene.ts'
import { crossGene as crossings } from './operators/crossover.ts'
import { mutateGene } from './operators/mutation.ts'
import { type PartName, type Parts, partNamed, partNames } from './parts.ts'
import { requireSeed } from './require-registered.ts'
import { mutateWithin } from './rules.ts'
import type { Space } from './space.ts'
import type { MutationContext } from './variation.ts'

/**
 * Everything of a strategy that evolves: a seed with its genes, and the other parts that the run varies. Immutable: a
 * child is a new genome.
 */
export interface Genome extends Idea, Parts {}

/**
 * Draws a random genome. @param seed name of the seed; default: one of the space's seeds, all with equal probability
 */
export function drawGenome(space: Space, chance: Random, seed = pick(space.seeds, chance)): Genome {
  return whole(drawIdea(seed, space, chance), name => partNamed(name).draw(space, chance))
}

/**
 * Makes a child of two parents. Genes of different seeds cannot be mixed: the child then takes the first parent's
 * seed, and every other part is still crossed.
 */
export function cross(
  a: Genome,
  b: Genome,
  space: Space,
  chance: Random,
  crossGene: CrossGene = crossings.blend,
): Genome {
  const context = { crossGene, chance }
  return whole(crossIdeas(a, b, space, context), name => {
    const [mothers, fathers] = [a[name], b[name]]
    return mothers && fathers ? partNamed(name).cross(mothers, fathers, space, context) : (mothers ?? fathers)
  })
}

/** Mutation settings of a search; settings left out take their defaults. */
export type Mutation = Pick<MutationContext, 'rate'> & Partial<Omit<MutationContext, 'chance'>>

const usual = { step: 0.15, structure: 0.3, mutateGene, mutateRules: mutateWithin } as const

/** Mutates each gene with the given probability. At rate 0 the result equals the parent. */
export function mutate(genome: Genome, space: Space, mutation: Mutation, chance: Random): Genome {
  const context: MutationContext = { ...usual, ...mutation, chance }
  return whole(mutateIdea(genome, space, context), name => {
    const part = genome[name]
    return part && partNamed(name).mutate(part, space, context)
  })
}

/**
 * Every number of a genome with its bounds, those of the seed first. Parts that the genome lacks contribute no genes.
 */
export const genesOf = (genome: Genome): readonly Gene[] => [
  ...named(genome.seed, genome.genes, requireSeed(genome.seed).genes),
  ...partNames.flatMap(name => {
    const part = genome[name]
    return part ? partNamed(name).genes(part) : []
  }),
]

const keys = new WeakMap<Genome, string>()

/** Short id of a genome in lineages: the first 16 hex digits of its trial key. */
export const genomeId = (genome: Genome): string => trialKey(genomeKey(genome)).slice(0, 16)

/**
 * Canonical key: the same for equal genomes and only for them. Cached per genome, because it is compared often and
 * genomes never change.
 */
export function genomeKey(genome: Genome): string {
  const known = keys.get(genome)
  if (known !== undefined) return known
  const key = spelled(genome)
  keys.set(genome, key)
  return key
}

function spelled({ seed, genes, rules, enhancers = {}, exits, sizing }: Genome): string {
  return [
    `${seed}|${numbers(genes)}`,
    ...(rules ? entriesOf(rules).map(([name, expression]) => `${name}: ${printFormula(expression)}`) : []),
    ...Object.keys(enhancers)
      .sort()
      .map(name => `${name}|${numbers(enhancers[name])}`),
    ...(exits ? [`exits|${numbers({ ...exits })}`] : []),
    ...(sizing ? [`sizing|${sized(sizing)}`] : []),
  ].join('|')
}

const sized = ({ scaling, ...genes }: NonNullable<Genome['sizing']>) =>
  `${numbers({ ...genes })}${scaling ? `|${scaling.name}|${numbers(scaling.genes)}` : ''}`

const numbers = (genes: Readonly<Record<string, number>>): string =>
  Object.keys(genes)
    .sort()
    .map(name => `${name}=${genes[name]}`)
    .join()

const whole = (idea: Idea, make: (name: PartName) => unknown): Genome => {
  const made = partNames.map(name => [name, make(name)]).filter(([, part]) => part !== undefined)
  return { ...idea, ...Object.fromEntries(made) }
}

const pick = (names: readonly string[], chance: Random) => names[Math.floor(chance() * names.length)]

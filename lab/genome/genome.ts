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

/** Everything of a strategy that evolves: an idea with every gene set, and what else the run lets vary. Never changed: a child is a new one. */
export interface Genome extends Idea, Parts {}

/** @param seed the idea; one of the space's, each with the same chance, when left out */
export function drawGenome(space: Space, chance: Random, seed = pick(space.seeds, chance)): Genome {
  return whole(drawIdea(seed, space, chance), name => partNamed(name).draw(space, chance))
}

/** A child of two parents. Genes of two ideas do not mix: it then has the first parent's idea, and of everything else some of both. */
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

/** What a search says about mutation; the rest is as usual. */
export type Mutation = Pick<MutationContext, 'rate'> & Partial<Omit<MutationContext, 'chance'>>

const usual = { step: 0.15, structure: 0.3, mutateGene, mutateRules: mutateWithin } as const

/** Each gene is left as it is, or changed. At rate 0 the genome is its parent. */
export function mutate(genome: Genome, space: Space, mutation: Mutation, chance: Random): Genome {
  const context: MutationContext = { ...usual, ...mutation, chance }
  return whole(mutateIdea(genome, space, context), name => {
    const part = genome[name]
    return part && partNamed(name).mutate(part, space, context)
  })
}

/** Every number of a genome, each with its bounds: those of its idea first. What it has not, it has no gene for. */
export const genesOf = (genome: Genome): readonly Gene[] => [
  ...named(genome.seed, genome.genes, requireSeed(genome.seed).genes),
  ...partNames.flatMap(name => {
    const part = genome[name]
    return part ? partNamed(name).genes(part) : []
  }),
]

const keys = new WeakMap<Genome, string>()

/** Sixteen hex digits for `genomeKey`: what lineages name a genome by. */
export const genomeId = (genome: Genome): string => trialKey(genomeKey(genome)).slice(0, 16)

/** The same for equal genomes, and only for them. Asked for at every comparison, and genomes never change: so it is spelled once. */
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

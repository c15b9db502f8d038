import { integer, type Random, stream } from '../random.ts'
import { cross, drawGenome, type Genome, genomeKey, mutate } from './genome.ts'
import type { Plan } from './plan.ts'
import type { Score } from './score.ts'

export interface Scored {
  readonly genome: Genome
  readonly score: Score
  /** The generation it was first evaluated in. */
  readonly born: number
}

/** A finished generation, best first. */
export interface Generation {
  readonly number: number
  readonly population: readonly Scored[]
  /** Genomes of this generation that had to be evaluated; the others were known. */
  readonly fresh: readonly Scored[]
}

/** What of a plan the search itself goes by; the rest is for those who evaluate. */
export type Breeding = Pick<Plan, 'seedNumber' | 'seeds' | 'enhancers' | 'search'>

/** Evaluates genomes, somewhere; scores come back in the order of the genomes. */
export type Evaluate = (genomes: readonly Genome[]) => Promise<readonly Score[]>

/**
 * Genetic search, one finished generation at a time.
 *
 * Chance is drawn anew for every generation from the run's seed number, so that a run continues after any generation as if it had never
 * stopped, and the number of workers changes nothing.
 *
 * @param past finished generations of an interrupted run, oldest first
 */
export async function* evolve(
  plan: Breeding,
  evaluate: Evaluate,
  past: readonly Generation[] = [],
): AsyncGenerator<Generation> {
  const known = new Map<string, Scored>()
  for (const { fresh } of past) for (const scored of fresh) known.set(genomeKey(scored.genome), scored)
  let last = past.at(-1)
  for (let number = past.length; number < plan.search.generations; number++) {
    const chance = stream(plan.seedNumber, 'generation', number)
    const genomes = last ? breed(plan, last.population, chance) : firstPopulation(plan, chance)
    const unknown = genomes.filter(genome => !known.has(genomeKey(genome)))
    const scores = await evaluate(unknown)
    const fresh = unknown.map((genome, i): Scored => ({ genome, score: scores[i], born: number }))
    for (const scored of fresh) known.set(genomeKey(scored.genome), scored)
    const population = genomes.map(genome => known.get(genomeKey(genome)) as Scored).sort(byFitness)
    last = { number, population, fresh }
    yield last
  }
}

/** Better first; equal ones in an order that no worker can change. */
export const byFitness = (a: Scored, b: Scored): number =>
  b.score.fitness - a.score.fitness || (genomeKey(a.genome) < genomeKey(b.genome) ? -1 : 1)

/** Every idea gets the same number of first tries, or the larger share of chance would decide which idea is looked at. */
function firstPopulation({ seeds, enhancers, search }: Breeding, chance: Random): readonly Genome[] {
  return distinct(search.population, i => drawGenome([seeds[i % seeds.length]], chance, enhancers), [])
}

function breed(
  { search, seeds, enhancers }: Breeding,
  population: readonly Scored[],
  chance: Random,
): readonly Genome[] {
  const elite = population.slice(0, search.elite).map(({ genome }) => genome)
  const parent = () => tournament(population, search.tournament, chance)
  return distinct(
    search.population,
    i => {
      // A twentieth of each generation is new blood, of every idea in turn.
      if (i % 20 === 19) return drawGenome([seeds[integer(chance, 0, seeds.length - 1)]], chance, enhancers)
      const mother = parent()
      const father = parent()
      const child = mother.seed === father.seed && chance() < search.crossover ? cross(mother, father, chance) : mother
      return mutate(child, search.mutation, chance)
    },
    elite,
  )
}

/** The best of a few, taken at random. */
function tournament(population: readonly Scored[], size: number, chance: Random): Genome {
  let best = population.length - 1
  for (let i = 0; i < size; i++) best = Math.min(best, integer(chance, 0, population.length - 1))
  return population[best].genome
}

/** Fills up to `count` genomes, no two alike; a space too small to hold so many ends early. */
export function distinct(count: number, make: (i: number) => Genome, start: readonly Genome[]): readonly Genome[] {
  const found = new Map(start.map(genome => [genomeKey(genome), genome]))
  for (let i = found.size, tries = 0; found.size < count && tries < 50 * count; tries++) {
    const genome = make(i)
    const key = genomeKey(genome)
    if (found.has(key)) continue
    found.set(key, genome)
    i++
  }
  return [...found.values()]
}

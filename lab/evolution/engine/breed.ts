import { cross, drawGenome, type Genome, mutate } from '../../genome/genome.ts'
import { crossGene } from '../../genome/operators/crossover.ts'
import { mutateGene } from '../../genome/operators/mutation.ts'
import { type Space, spaceOf } from '../../genome/space.ts'
import { integer, type Random } from '../../random.ts'
import type { SearchPlan } from '../breeding.ts'
import type { Scored } from '../generation.ts'
import type { Child } from './search-method.ts'

/**
 * Returns a function that breeds child number `i` of a generation.
 *
 * @param parents best first
 * @param step standard deviation of a gene's mutation, as a share of the gene's range
 */
export function breeder(
  plan: SearchPlan,
  parents: readonly Scored[],
  step: number,
  chance: Random,
): (i: number) => Child {
  const { search } = plan
  const space = spaceOf(plan)
  const mates = matesOf(parents, space)
  return i => {
    if (isNewcomer(i, search.newcomers)) return { genome: drawGenome(space, chance) }
    const mother = tournament(parents, search.tournament, chance)
    const father = tournament(mates(mother), search.tournament, chance)
    const hasTwo = chance() < search.crossover
    const child = hasTwo
      ? cross(mother.genome, father.genome, space, chance, crossGene[search.recombination])
      : mother.genome
    const mutation = { rate: search.mutation, step, mutateGene }
    return {
      genome: mutate(child, space, mutation, chance),
      parent: mother.score.fitness,
      parents: hasTwo ? [mother.genome, father.genome] : [mother.genome],
    }
  }
}

/**
 * Returns a function that makes genome number `i` of the first generation. Random genomes are spread evenly over the
 * seeds, so that luck does not decide which seed is explored.
 *
 * @param start genomes that the search starts from: they and mutations of them fill the generation, apart from
 *   newcomers. Empty: all genomes are drawn at random
 */
export function beginner(plan: SearchPlan, start: readonly Genome[], chance: Random): (i: number) => Child {
  const { seeds, search } = plan
  const space = spaceOf(plan)
  let given = 0
  return i => {
    if (start.length === 0 || isNewcomer(i, search.newcomers))
      return { genome: drawGenome(space, chance, seeds[i % seeds.length]) }
    if (given < start.length) return { genome: start[given++] }
    return { genome: mutate(start[i % start.length], space, { rate: 0.5, step: search.step, mutateGene }, chance) }
  }
}

/** Tournament selection: the best of `size` genomes picked at random. @param ranked best first */
function tournament(ranked: readonly Scored[], size: number, chance: Random): Scored {
  let best = ranked.length - 1
  for (let i = 0; i < size; i++) best = Math.min(best, integer(chance, 0, ranked.length - 1))
  return ranked[best]
}

/**
 * Returns a function that lists the possible mates of a genome. If only genes evolve, mates have the same seed, because
 * genes of different seeds cannot be mixed. If other parts evolve too, any genome may be a mate.
 */
function matesOf(parents: readonly Scored[], { seeds, enhancers, exits, sizing, scalings }: Space) {
  if (enhancers.length > 0 || exits || sizing || scalings) return () => parents
  const groups = new Map(seeds.map(name => [name, parents.filter(({ genome }) => genome.seed === name)]))
  return ({ genome }: Scored) => groups.get(genome.seed) ?? parents
}

/**
 * Whether genome number `i` of a generation is a newcomer: a genome drawn at random. Newcomers are spread evenly over
 * the numbers, so that each generation has the same fraction of them.
 */
const isNewcomer = (i: number, share: number) => Math.floor((i + 1) * share) > Math.floor(i * share)

import { type Genome, genomeKey } from '../../genome/genome.ts'
import { stream } from '../../random.ts'
import type { SearchPlan } from '../breeding.ts'
import { byFitness, type Scored } from '../generation.ts'
import { eliteOf } from '../search-settings.ts'
import { beginner, breeder } from './breed.ts'
import { distinctChildren } from './distinct.ts'
import { elite } from './elite.ts'
import { candidatesFor } from './halving.ts'
import { byIsland, parentsOf } from './islands.ts'
import { byObjectives } from './ranking.ts'
import type { Offspring, Searcher } from './search-method.ts'
import { nextStep } from './step.ts'

/**
 * Genetic search. Tournaments select parents, their children are crossed and mutated, and the elite survives. With
 * objectives it is NSGA-II (Deb 2002): parents and children compete for survival together.
 *
 * @param start genomes that the first generation is made around; empty: it is drawn at random
 */
export function genetic(plan: SearchPlan, start: readonly Genome[] = []): Searcher {
  const { search, seedNumber } = plan
  const isPareto = search.selection === 'pareto'
  const islands = search.islands?.count ?? 1
  const ranked = (scored: readonly Scored[]) =>
    isPareto ? byObjectives(scored, plan.fitness).order : scored.toSorted(byFitness)
  const survivorCount = (size: number) => (isPareto ? 0 : eliteOf(search, size))

  return {
    propose(number, last, known) {
      const taken = new Set(last?.population.map(({ genome }) => genomeKey(genome)))
      const populations = byIsland(last, islands)
      const step = nextStep(search, last)
      return populations.map((before, island): Offspring => {
        const size = Math.floor((search.population + island) / islands)
        const chance = stream(seedNumber, 'generation', number, 'island', island)
        const parents = parentsOf(populations, island, number, search.islands)
        const make = last ? breeder(plan, ranked(parents), step, chance) : beginner(plan, start, chance)
        const count = candidatesFor(last ? size - survivorCount(size) : size, search.halving)
        return { size, before, children: distinctChildren(count, make, taken, known) }
      })
    },
    survive({ size, before }, children) {
      if (isPareto) return ranked([...before, ...children]).slice(0, size)
      const kept = elite(before, survivorCount(size), search.niche)
      const rest = before.filter(one => !kept.includes(one))
      // If there are too few children, because halving screened most out or the space is exhausted, parents fill the
      // places.
      return [...kept, ...children.toSorted(byFitness), ...rest].slice(0, size)
    },
  }
}

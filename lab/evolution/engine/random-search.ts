import { drawGenome } from '../../genome/genome.ts'
import { spaceOf } from '../../genome/space.ts'
import { stream } from '../../random.ts'
import type { SearchPlan } from '../breeding.ts'
import { distinctChildren } from './distinct.ts'
import { keepBest } from './keep-best.ts'
import type { Searcher } from './search-method.ts'

/**
 * Random search, the baseline for every other method: draws genomes from each seed in turn, ignores results, and
 * evaluates none twice.
 */
export function randomSearch(plan: SearchPlan): Searcher {
  const { search, seeds, seedNumber } = plan
  const space = spaceOf(plan)
  return {
    propose(number, last, known, left) {
      const chance = stream(seedNumber, 'random search', number)
      const draw = (i: number) => ({ genome: drawGenome(space, chance, seeds[i % seeds.length]) })
      const children = distinctChildren(Math.min(left, search.population), draw, new Set(), known)
      return [{ size: search.population, before: last?.population ?? [], children }]
    },
    survive: keepBest,
  }
}

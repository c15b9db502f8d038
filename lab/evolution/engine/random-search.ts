import { drawGenome } from '../../genome/genome.ts'
import { spaceOf } from '../../genome/space.ts'
import { stream } from '../../random.ts'
import type { SearchPlan } from '../breeding.ts'
import { distinctChildren } from './distinct.ts'
import { keepBest } from './keep-best.ts'
import type { Searcher } from './search-method.ts'

/** Genomes drawn without regard to what was found: what every search has to be better than. Every idea in turn, none evaluated twice. */
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

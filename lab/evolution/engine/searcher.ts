import type { Genome } from '../../genome/genome.ts'
import type { SearchPlan } from '../breeding.ts'
import { genetic } from './genetic.ts'
import { grid } from './grid.ts'
import { randomSearch } from './random-search.ts'
import type { Searcher } from './search-method.ts'

/**
 * The searcher for the plan's method.
 *
 * @param start genomes around which a genetic search starts; the other methods ignore them
 */
export function searcherOf(plan: SearchPlan, start: readonly Genome[] = []): Searcher {
  const { method, population, generations, stop } = plan.search
  if (method === 'random') return randomSearch(plan)
  if (method === 'grid') return grid(plan, stop?.evaluations ?? population * generations)
  return genetic(plan, start)
}

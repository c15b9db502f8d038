import type { Evaluate } from './breeding.ts'
import { spent } from './engine/stop.ts'
import { evolve } from './evolve.ts'
import { byFitness, type Generation, type Scored } from './generation.ts'
import type { Plan } from './plan.ts'

/** Result of a random or grid search at the same cost as a run's search: a baseline that the search must beat. */
export interface Baseline {
  readonly method: (typeof blindMethods)[number]
  readonly evaluations: number
  readonly best: Scored
  /** Evaluations after which the compared search had found an equally fit genome. Absent if it never did. */
  readonly overtakenAfter?: number
}

export const blindMethods = ['random', 'grid'] as const

/**
 * Runs a random search and a grid search with as many evaluations as the run has made.
 *
 * @param generations all generations of the finished run
 */
export async function baselinesOf(
  plan: Plan,
  generations: readonly Generation[],
  evaluate: Evaluate,
): Promise<readonly Baseline[]> {
  const evaluations = Math.ceil(spent(generations))
  const results: Baseline[] = []
  for (const method of blindMethods) {
    const { halving: _, islands: __, ...search } = plan.search
    const blind = { ...search, method, selection: 'fitness' as const, generations: evaluations, stop: { evaluations } }
    const found: Scored[] = []
    for await (const { fresh } of evolve({ ...plan, search: blind }, evaluate)) {
      // No fresh genomes: the whole space has been evaluated.
      if (fresh.length === 0) break
      found.push(...fresh)
    }
    const [best] = found.sort(byFitness)
    const after = evaluationsUntil(generations, best.score.fitness)
    results.push({ method, evaluations: found.length, best, ...(after !== undefined && { overtakenAfter: after }) })
  }
  return results
}

/**
 * Number of evaluations after which a run first had a genome of at least this fitness. `undefined` if it never had
 * one.
 */
export function evaluationsUntil(generations: readonly Generation[], fitness: number): number | undefined {
  let made = 0
  for (const { fresh, screened = [] } of generations) {
    made += screened.reduce((sum, { share }) => sum + share, 0)
    for (const { score } of fresh) {
      made++
      if (score.fitness >= fitness) return Math.ceil(made)
    }
  }
  return undefined
}

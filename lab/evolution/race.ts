import { evaluationsUntil } from './baselines.ts'
import type { Evaluate, SearchPlan } from './breeding.ts'
import { evolve } from './evolve.ts'
import type { Generation } from './generation.ts'
import type { SearchSettings } from './search-settings.ts'

/** A genetic and a random search after the same thing. */
export interface Race {
  /** The best fitness that long searches know of. */
  readonly best: number
  /** The fitness from which on it counts as found. */
  readonly target: number
  /** Evaluations until it was found; absent where it was not within the limit. */
  readonly genetic?: number
  readonly random?: number
}

export interface RaceOptions {
  /** Evaluations of each of the two long searches that say what there is to find. */
  readonly reference: number
  /** Evaluations after which a search has not found it. */
  readonly limit: number
  /** Of the best fitness: how near to it is found. */
  readonly share: number
}

/**
 * What there is to find is said before the race, by a genetic and a random search of their own chance, so that neither racer sets its own
 * target.
 */
export async function race(
  plan: SearchPlan,
  evaluate: Evaluate,
  { reference, limit, share }: RaceOptions,
): Promise<Race> {
  const known = new Map<string, Awaited<ReturnType<Evaluate>>[number]>()
  const remembering: Evaluate = async genomes => {
    const texts = genomes.map(genome => JSON.stringify(genome))
    const unknown = genomes.filter((_, i) => !known.has(texts[i]))
    const scores = await evaluate(unknown)
    unknown.forEach((genome, i) => {
      known.set(JSON.stringify(genome), scores[i])
    })
    return texts.map(text => known.get(text) as (typeof scores)[number])
  }
  const run = async (method: SearchSettings['method'], seedNumber: number, evaluations: number) => {
    const search: SearchSettings = { ...plan.search, method, generations: evaluations, stop: { evaluations } }
    const generations: Generation[] = []
    for await (const generation of evolve({ ...plan, seedNumber, search }, remembering)) {
      generations.push(generation)
      if (generation.fresh.length === 0 && generations.length > 500) break
    }
    return generations
  }
  const other = plan.seedNumber + 1_000_003
  const long = [...(await run('genetic', other, reference)), ...(await run('random', other, reference))]
  const best = Math.max(...long.flatMap(({ fresh }) => fresh.map(({ score }) => score.fitness)))
  const target = best - (1 - share) * Math.abs(best)
  const [genetic, random] = [
    evaluationsUntil(await run('genetic', plan.seedNumber, limit), target),
    evaluationsUntil(await run('random', plan.seedNumber, limit), target),
  ]
  return { best, target, ...(genetic !== undefined && { genetic }), ...(random !== undefined && { random }) }
}

/** Whether the genetic search found it, and in fewer evaluations. */
export const isWon = ({ genetic, random }: Race): boolean =>
  genetic !== undefined && (random === undefined || genetic < random)

import { evaluationsUntil } from './baselines.ts'
import type { Evaluate, SearchPlan } from './breeding.ts'
import { evolve } from './evolve.ts'
import type { Generation } from './generation.ts'
import type { SearchSettings } from './search-settings.ts'

/** Result of a genetic and a random search towards the same fitness target. */
export interface Race {
  /** The best fitness known, from two long reference searches. */
  readonly best: number
  /** Fitness at which the target counts as reached. */
  readonly target: number
  /** Evaluations until the target was reached. Absent if it was not reached within the limit. */
  readonly genetic?: number
  readonly random?: number
}

export interface RaceOptions {
  /** Evaluations of each of the two reference searches, which set the target. */
  readonly reference: number
  /** Maximum evaluations of each racing search. */
  readonly limit: number
  /** Fraction of the best fitness that the target is set at, 0…1. */
  readonly share: number
}

/**
 * Races a genetic against a random search. Two separate reference searches with another seed number set the target
 * first, so that neither racer sets its own.
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

/** Whether the genetic search reached the target, and in fewer evaluations than the random one. */
export const isWon = ({ genetic, random }: Race): boolean =>
  genetic !== undefined && (random === undefined || genetic < random)

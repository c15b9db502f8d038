import { type Genome, genomeId, genomeKey } from '../genome/genome.ts'
import type { Evaluate, SearchPlan } from './breeding.ts'
import { diversity } from './engine/diversity.ts'
import { halve } from './engine/halving.ts'
import { byObjectives } from './engine/ranking.ts'
import type { Offspring } from './engine/search-method.ts'
import { searcherOf } from './engine/searcher.ts'
import { nextStep } from './engine/step.ts'
import { spent, stopReasonOf } from './engine/stop.ts'
import { byFitness, type Generation, type Scored, type Screened } from './generation.ts'
import { requireSearchSettings } from './search-settings.ts'

/**
 * Runs a search and yields each finished generation.
 * Random numbers are drawn from a new stream for each generation, derived from the run's seed number. A run can
 * therefore continue after any generation as if it had never stopped, and the number of workers does not matter.
 *
 * @param past finished generations of an interrupted run, oldest first
 * @param start genomes from which a genetic search makes its first generation; empty: that generation is drawn at random
 * @throws RangeError on invalid search settings
 */
export async function* evolve(
  plan: SearchPlan,
  evaluate: Evaluate,
  past: readonly Generation[] = [],
  start: readonly Genome[] = [],
): AsyncGenerator<Generation> {
  const { search } = plan
  // A plan of an older version may lack settings; the search would then compute with undefined numbers.
  requireSearchSettings(search)
  const searcher = searcherOf(plan, start)
  const generations = [...past]
  const known = new Map<string, Scored>()
  const screenedKeys = new Set<string>()
  for (const { fresh, screened = [] } of past) {
    for (const one of fresh) known.set(genomeKey(one.genome), one)
    for (const { genome } of screened) screenedKeys.add(genomeKey(genome))
  }
  const isEvaluated = (key: string) => known.has(key) || screenedKeys.has(key)
  while (stopReasonOf(search, generations) === undefined) {
    const last = generations.at(-1)
    const number = generations.length
    const left = (search.stop?.evaluations ?? Number.POSITIVE_INFINITY) - spent(generations)
    const offspringByIsland = searcher.propose(number, last, isEvaluated, left)
    const unknown = offspringByIsland.map(({ children }) =>
      children.map(({ genome }) => genome).filter(genome => !known.has(genomeKey(genome))),
    )
    const screened: Screened[] = []
    const finalists: Genome[] = []
    for (const genomes of unknown) {
      const rung = search.halving
        ? await halve(genomes, search.halving, evaluate, number)
        : { finalists: genomes, screened: [] }
      screened.push(...rung.screened)
      finalists.push(...rung.finalists)
    }
    const scores = await evaluate(finalists)
    const bred = new Map(
      offspringByIsland.flatMap(({ children }) => children.map(({ genome, parents }) => [genome, parents])),
    )
    const fresh = finalists.map((genome, i): Scored => {
      const parents = bred.get(genome)?.map(genomeId)
      return { genome, score: scores[i], born: number, ...(parents && { parents }) }
    })
    for (const one of fresh) known.set(genomeKey(one.genome), one)
    for (const { genome } of screened) screenedKeys.add(genomeKey(genome))
    const survivors = offspringByIsland.map(offspring => searcher.survive(offspring, evaluatedIn(offspring, known)))
    const generation: Generation = {
      number,
      fresh,
      ...populationOf(plan, survivors),
      diversity: diversity(survivors.flat().map(({ genome }) => genome)),
      stagnant: 0,
      step: nextStep(search, last),
      ...successOf(offspringByIsland, new Set(fresh), known),
      ...(screened.length > 0 && { screened }),
    }
    generations.push({ ...generation, stagnant: last && !isBetter(generation, last) ? last.stagnant + 1 : 0 })
    yield generations[number]
  }
}

/** Children that have a score over all training time, from this generation or an earlier one. */
const evaluatedIn = ({ children }: Offspring, known: ReadonlyMap<string, Scored>): readonly Scored[] =>
  children.flatMap(({ genome }) => known.get(genomeKey(genome)) ?? [])

/** The survivors of all islands in one population, best first. */
function populationOf(
  { search, fitness }: SearchPlan,
  survivors: readonly (readonly Scored[])[],
): Pick<Generation, 'population' | 'front' | 'islands'> {
  const island = new Map(survivors.flatMap((some, i) => some.map(one => [one, i] as const)))
  const { order, front } =
    search.selection === 'pareto'
      ? byObjectives(survivors.flat(), fitness)
      : { order: survivors.flat().sort(byFitness), front: undefined }
  return {
    population: order,
    ...(front !== undefined && { front }),
    ...(survivors.length > 1 && { islands: order.map(one => island.get(one) as number) }),
  }
}

/** Share of the newly evaluated children of a parent that are fitter than it; absent without any. */
function successOf(
  offspringByIsland: readonly Offspring[],
  fresh: ReadonlySet<Scored>,
  known: ReadonlyMap<string, Scored>,
): { readonly success?: number } {
  let [children, better] = [0, 0]
  for (const { genome, parent } of offspringByIsland.flatMap(offspring => offspring.children)) {
    const one = known.get(genomeKey(genome))
    if (parent === undefined || !one || !fresh.has(one)) continue
    children++
    if (one.score.fitness > parent) better++
  }
  return children > 0 ? { success: better / children } : {}
}

/** Whether the generation found a fitter genome or, for a Pareto search, put a new genome on the front. */
function isBetter({ population, front, number }: Generation, last: Generation): boolean {
  if (front !== undefined) return population.slice(0, front).some(({ born }) => born === number)
  return population[0].score.fitness > last.population[0].score.fitness
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enhancers } from '../enhancers/index.ts'
import { type Genome, genomeKey } from '../genome/genome.ts'
import { random } from '../random.ts'
import { seeds } from '../seeds/index.ts'
import type { Evaluate, SearchPlan } from './breeding.ts'
import { spent } from './engine/stop.ts'
import { evolve } from './evolve.ts'
import { defaultFitness } from './fitness/rules.ts'
import type { Generation, Scored } from './generation.ts'
import type { Score } from './score.ts'
import { defaultSearch, eliteOf, type Islands, type SearchSettings } from './search-settings.ts'

const names = seeds.map(({ name }) => name)
const share = fc.double({ min: 0, max: 1, noNaN: true })
const search: fc.Arbitrary<SearchSettings> = fc
  .record({
    population: fc.integer({ min: 2, max: 36 }),
    generations: fc.integer({ min: 2, max: 6 }),
    tournament: fc.integer({ min: 1, max: 6 }),
    elitism: fc.double({ min: 0, max: 0.9, noNaN: true }),
    crossover: share,
    recombination: fc.constantFrom('uniform', 'blend', 'simulated-binary'),
    // Without mutation there may be no new genome to breed.
    mutation: fc.double({ min: 0.1, max: 1, noNaN: true }),
    step: fc.double({ min: 0.01, max: 1, noNaN: true }),
    adaptation: fc.constantFrom('success', 'stagnation', 'none'),
    newcomers: share,
  })
  .map(some => ({ ...defaultSearch, ...some }))
const withIslands = fc.tuple(search, fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 3 })).map(
  ([one, count, every]): SearchSettings => ({
    ...one,
    population: 8 * count,
    islands: { count, every, migrants: 1 },
  }),
)
const plansOf = (searches: fc.Arbitrary<SearchSettings>): fc.Arbitrary<SearchPlan> =>
  fc.record({
    ...{ seedNumber: fc.nat(), search: searches, seeds: fc.subarray(names, { minLength: 1 }) },
    ...{ enhancers: fc.subarray(enhancers.map(({ name }) => name)), fitness: fc.constant(defaultFitness) },
  })
const plans = plansOf(search)
const everySearch = plansOf(
  fc.oneof(
    search,
    withIslands,
    search.map((one): SearchSettings => ({ ...one, method: 'random' })),
    search.map((one): SearchSettings => ({ ...one, method: 'grid' })),
    search.map((one): SearchSettings => ({ ...one, selection: 'pareto' })),
    search.map((one): SearchSettings => ({ ...one, halving: { rungs: 3, eta: 2 } })),
    search.map((one): SearchSettings => ({ ...one, niche: 0.1 })),
    search.map((one): SearchSettings => ({ ...one, stop: { evaluations: 40, stagnation: 3 } })),
  ),
)

/** Only a few different scores, so that many genomes tie and their order depends on nothing else. */
function scoreOf(genome: Genome): Score {
  let hash = 7
  for (const character of genomeKey(genome)) hash = Math.imul(hash, 31) + character.charCodeAt(0)
  const draw = random(hash)
  const some = () => Math.floor(draw() * 6)
  return { fitness: some(), trades: 20 * some(), totalReturn: 0, objectives: [some(), some()] }
}
const here: Evaluate = async genomes => genomes.map(scoreOf)

async function run(plan: SearchPlan, evaluate = here, past: readonly Generation[] = []): Promise<Generation[]> {
  const generations: Generation[] = []
  for await (const generation of evolve(plan, evaluate, past)) generations.push(generation)
  return generations
}

const keys = (population: Generation['population']) => population.map(({ genome }) => genomeKey(genome))

test('every search fills its generations with distinct genomes of its own seeds, best first', () =>
  fc.assert(
    fc.asyncProperty(plans, async plan => {
      for (const { population } of await run(plan)) {
        expect(population).toHaveLength(plan.search.population)
        expect(new Set(keys(population)).size).toBe(population.length)
        for (const { genome } of population) expect(plan.seeds).toContain(genome.seed)
        const fitness = population.map(({ score }) => score.fitness)
        expect(fitness).toEqual([...fitness].sort((a, b) => b - a))
      }
    }),
  ))

test('in every search the elite survives, and the best never gets worse', () =>
  fc.assert(
    fc.asyncProperty(plans, async plan => {
      const generations = await run(plan)
      for (let n = 1; n < generations.length; n++) {
        const [before, after] = [generations[n - 1].population, generations[n].population]
        expect(keys(after)).toEqual(expect.arrayContaining(keys(before.slice(0, eliteOf(plan.search, before.length)))))
        expect(after[0].score.fitness).toBeGreaterThanOrEqual(before[0].score.fitness)
      }
    }),
  ))

test('every genome is evaluated once, in the generation recorded as its birth', () =>
  fc.assert(
    fc.asyncProperty(plans, async plan => {
      const asked: string[] = []
      const generations = await run(plan, async genomes => {
        asked.push(...genomes.map(genomeKey))
        return here(genomes)
      })
      expect(new Set(asked).size).toBe(asked.length)
      expect(generations.flatMap(({ fresh }) => keys(fresh))).toEqual(asked)
      for (const { fresh, number } of generations) for (const { born } of fresh) expect(born).toBe(number)
      for (const { genome, score } of generations.flatMap(({ population }) => population))
        expect(score).toEqual(scoreOf(genome))
    }),
  ))

test('every search resumed from its files after any generation gives the result of an uninterrupted one', () =>
  fc.assert(
    fc.asyncProperty(everySearch, fc.nat(), async (plan, cut) => {
      const whole = await run(plan)
      if (whole.length < 2) return
      const kept = 1 + (cut % (whole.length - 1))
      const past: Generation[] = JSON.parse(JSON.stringify(whole.slice(0, kept)))
      expect(await run(plan, here, past)).toStrictEqual(whole.slice(kept))
    }),
  ))

test('no search has duplicates or loses its best genome, and each reports what it spent', () =>
  fc.assert(
    fc.asyncProperty(everySearch, async plan => {
      let asked = 0
      const generations = await run(plan, async (genomes, part = 1) => {
        asked += part * genomes.length
        return here(genomes)
      })
      expect(spent(generations)).toBeCloseTo(asked, 6)
      let best = Number.NEGATIVE_INFINITY
      for (const { population, diversity } of generations) {
        expect(new Set(keys(population)).size).toBe(population.length)
        expect(diversity >= 0 && diversity <= 1).toBe(true)
        const fittest = Math.max(...population.map(({ score }) => score.fitness))
        if (plan.search.selection === 'fitness') expect(fittest).toBeGreaterThanOrEqual(best)
        best = fittest
      }
    }),
  ))

test('no genome dominates one of the front, and every genome outside it is dominated', () =>
  fc.assert(
    fc.asyncProperty(plansOf(search.map((one): SearchSettings => ({ ...one, selection: 'pareto' }))), async plan => {
      const answered = ({ score }: Scored) => score.trades >= plan.fitness.minTrades
      const beats = (a: Scored, b: Scored) => {
        const [x, y] = [a.score.objectives as readonly number[], b.score.objectives as readonly number[]]
        return x.every((value, i) => value >= y[i]) && x.some((value, i) => value > y[i])
      }
      for (const { population, front = 0 } of await run(plan)) {
        if (!population.some(answered)) continue
        const [on, beside] = [population.slice(0, front), population.slice(front)]
        for (const one of on) expect(answered(one) && !population.some(it => answered(it) && beats(it, one))).toBe(true)
        for (const one of beside.filter(answered)) expect(on.some(it => beats(it, one))).toBe(true)
      }
    }),
  ))

test('on islands genomes breed within their island, and all islands are equally full', () =>
  fc.assert(
    fc.asyncProperty(plansOf(withIslands), async plan => {
      const { count } = plan.search.islands as Islands
      for (const { population, islands = [] } of await run(plan)) {
        const sizes = Array.from({ length: count }, (_, i) => islands.filter(one => one === i).length)
        expect(islands).toHaveLength(population.length)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBe(0)
      }
    }),
  ))

test('breeding does not change the genomes of a finished generation', () =>
  fc.assert(
    fc.asyncProperty(plans, async plan => {
      const seen: string[] = []
      const generations: Generation[] = []
      for await (const generation of evolve(plan, here)) {
        seen.push(JSON.stringify(generation))
        generations.push(generation)
      }
      expect(generations.map(generation => JSON.stringify(generation))).toEqual(seen)
    }),
  ))

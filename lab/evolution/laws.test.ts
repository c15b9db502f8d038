import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enhancers } from '../enhancers/index.ts'
import { random } from '../random.ts'
import { seeds } from '../seeds/index.ts'
import { type Breeding, type Evaluate, evolve, type Generation } from './evolve.ts'
import { type Genome, genomeKey } from './genome.ts'
import type { Search } from './plan.ts'
import type { Score } from './score.ts'

const names = seeds.map(({ name }) => name)
const share = fc.double({ min: 0, max: 1, noNaN: true })
const search: fc.Arbitrary<Search> = fc
  .record({
    elite: fc.integer({ min: 1, max: 6 }),
    others: fc.integer({ min: 1, max: 30 }),
    generations: fc.integer({ min: 2, max: 6 }),
    tournament: fc.integer({ min: 1, max: 6 }),
    crossover: share,
    // Without mutation there may be nobody new to breed.
    mutation: fc.double({ min: 0.1, max: 1, noNaN: true }),
  })
  .map(({ others, ...rest }) => ({ ...rest, population: rest.elite + others }))
const plans = fc.record({
  ...{ seedNumber: fc.nat(), search, seeds: fc.subarray(names, { minLength: 1 }) },
  enhancers: fc.subarray(enhancers.map(({ name }) => name)),
})

/** Few different scores, so that many genomes are equally good and their order hangs on nothing else. */
function scoreOf(genome: Genome): Score {
  let hash = 7
  for (const character of genomeKey(genome)) hash = Math.imul(hash, 31) + character.charCodeAt(0)
  return { fitness: Math.floor(random(hash)() * 6), trades: 1, totalReturn: 0 }
}
const here: Evaluate = async genomes => genomes.map(scoreOf)

async function run(plan: Breeding, evaluate = here, past: readonly Generation[] = []): Promise<Generation[]> {
  const generations: Generation[] = []
  for await (const generation of evolve(plan, evaluate, past)) generations.push(generation)
  return generations
}

const keys = (population: Generation['population']) => population.map(({ genome }) => genomeKey(genome))

test('every search fills its generations with genomes of its own ideas, no two alike, best first', () =>
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

test('in every search the elite lives on, and the best never gets worse', () =>
  fc.assert(
    fc.asyncProperty(plans, async plan => {
      const generations = await run(plan)
      for (let n = 1; n < generations.length; n++) {
        const [before, after] = [generations[n - 1].population, generations[n].population]
        expect(keys(after)).toEqual(expect.arrayContaining(keys(before.slice(0, plan.search.elite))))
        expect(after[0].score.fitness).toBeGreaterThanOrEqual(before[0].score.fitness)
      }
    }),
  ))

test('every genome is evaluated once in a search, in the generation it is said to be born in', () =>
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

test('every search goes on from its files, after any generation, as if it had never stopped', () =>
  fc.assert(
    fc.asyncProperty(plans, fc.nat(), async (plan, cut) => {
      const whole = await run(plan)
      const kept = 1 + (cut % (whole.length - 1))
      const past: Generation[] = JSON.parse(JSON.stringify(whole.slice(0, kept)))
      expect(await run(plan, here, past)).toStrictEqual(whole.slice(kept))
    }),
  ))

test('no genome of a finished generation is changed by what is bred from it', () =>
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

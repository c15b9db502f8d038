import { expect, test } from 'vitest'
import { genesOf, genomeKey } from '../genome/genome.ts'
import { smallDataset } from '../testing/small-run.ts'
import { baselinesOf, evaluationsUntil } from './baselines.ts'
import type { Evaluate } from './breeding.ts'
import { spent } from './engine/stop.ts'
import { evolve } from './evolve.ts'
import type { Generation } from './generation.ts'

const { plan } = smallDataset()

/** Fitness is higher the closer all genes are to a third of their range. */
const here: Evaluate = async genomes =>
  genomes.map(genome => ({
    fitness: -genesOf(genome).reduce(
      (sum, { value, spec }) => sum + Math.abs((value - spec.min) / (spec.max - spec.min) - 1 / 3),
      0,
    ),
    ...{ trades: 100, totalReturn: 0 },
  }))

const generations: Generation[] = []
for await (const generation of evolve(plan, here)) generations.push(generation)

test('baseline searches evaluate as many genomes as the search did, none twice, and say when the search had found as much', async () => {
  const asked: string[] = []
  const found = await baselinesOf(plan, generations, async genomes => {
    asked.push(...genomes.map(genomeKey))
    return here(genomes)
  })
  expect(found.map(({ method }) => method)).toEqual(['random', 'grid'])
  const budget = spent(generations)
  for (const { evaluations, best, overtakenAfter } of found) {
    expect(evaluations).toBe(budget)
    expect(overtakenAfter).toBe(evaluationsUntil(generations, best.score.fitness))
  }
  expect(new Set(asked.slice(0, budget)).size).toBe(budget)
  expect(new Set(asked.slice(budget)).size).toBe(budget)
})

test('a baseline search is reproducible, whatever the compared search found', async () =>
  expect(await baselinesOf(plan, generations, here)).toEqual(await baselinesOf(plan, generations.slice(), here)))

test('a fitness that was never reached has no number of evaluations', () => {
  expect(evaluationsUntil(generations, 1)).toBeUndefined()
  expect(evaluationsUntil(generations, -100)).toBe(1)
})

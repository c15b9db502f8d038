import { expect, test, vi } from 'vitest'
import { genomeKey } from '../genome/genome.ts'
import { evolve } from './evolve.ts'
import { defaultFitness } from './fitness/rules.ts'
import type { Generation } from './generation.ts'
import { defaultSearch } from './search-settings.ts'

vi.mock('../seeds/index.ts', async () => {
  const { int, seed } = await import('../seeds/seed.ts')
  const narrow = seed({
    name: 'narrow',
    idea: 'Six genomes are all there is.',
    genes: { a: int(0, 2), b: int(0, 1) },
    warmup: () => 1,
    exposure: ({ close }) => new Float64Array(close.length),
  })
  return { seeds: [narrow], seedNamed: () => narrow }
})

test('a population larger than the space of genomes holds the whole space, and the search ends', async () => {
  const search = { ...defaultSearch, population: 40, generations: 5 }
  const generations: Generation[] = []
  const evaluated: string[] = []
  const plan = { seedNumber: 1, seeds: ['narrow'], enhancers: [], search, fitness: defaultFitness }
  for await (const generation of evolve(plan, async genomes => {
    evaluated.push(...genomes.map(genomeKey))
    return genomes.map(({ genes }) => ({ fitness: genes.a, trades: 0, totalReturn: 0 }))
  }))
    generations.push(generation)
  expect(generations).toHaveLength(5)
  for (const { population } of generations)
    expect(new Set(population.map(({ genome }) => genomeKey(genome))).size).toBe(6)
  expect(evaluated).toHaveLength(6)
})

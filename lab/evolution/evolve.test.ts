import { describe, expect, test } from 'vitest'
import { kernelModule } from '../bundle/kernel.ts'
import { fingerprint } from '../data/fingerprint.ts'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { genomeKey } from '../genome/genome.ts'
import { plain } from '../indicators/memo.ts'
import { epochMs } from '../market/units.ts'
import { seedNamed } from '../seeds/index.ts'
import { startWorkers } from '../workers/threads/pool.ts'
import type { Evaluate } from './breeding.ts'
import { dataSeen, instrumentsOf } from './dataset.ts'
import { evaluate } from './evaluate.ts'
import { evolve } from './evolve.ts'
import { fastMeasure } from './fast-measure.ts'
import type { Generation } from './generation.ts'
import { makePlan } from './plan.ts'
import { defaultSearch } from './search-settings.ts'

const market = syntheticMarket({ seed: 6, symbols: ['SYN-A'], bars: 5_000, edge: 0.1 })
const { openTime } = market[0]
const plan = makePlan(market, {
  name: 'test',
  seedNumber: 4,
  seeds: ['ema-cross', 'rsi', 'donchian-breakout', 'bollinger', 'stochastic'],
  data: dataSeen(market, fingerprint),
  from: epochMs(openTime[0]),
  to: epochMs(openTime[openTime.length - 1]),
  search: { ...defaultSearch, population: 10, generations: 4, elitism: 0.2 },
})
const dataset = { plan, market, instruments: instrumentsOf(market) }
const measure = fastMeasure(dataset, plain, await kernelModule()).one
const here: Evaluate = async genomes => genomes.map(genome => evaluate(genome, dataset.plan, measure))

async function all(evaluateWith: Evaluate, past: readonly Generation[] = []): Promise<Generation[]> {
  const generations: Generation[] = []
  for await (const generation of evolve(plan, evaluateWith, past)) generations.push(generation)
  return generations
}

describe('a search', async () => {
  const expected = await all(here)

  test.each([1, 2, 3])('gives the same result with %d worker threads as with none', async size => {
    const pool = startWorkers(size, dataset)
    try {
      expect(await all(pool.evaluate)).toEqual(expected)
    } finally {
      await pool.close()
    }
  })

  test('resumed after any generation gives the result of an uninterrupted run', async () => {
    for (let n = 1; n < expected.length; n++) expect(await all(here, expected.slice(0, n))).toEqual(expected.slice(n))
  })

  test('never gets worse, and keeps its elite', () => {
    for (let n = 1; n < expected.length; n++) {
      const [before, after] = [expected[n - 1].population, expected[n].population]
      expect(after[0].score.fitness).toBeGreaterThanOrEqual(before[0].score.fitness)
      const keys = new Set(after.map(({ genome }) => genomeKey(genome)))
      for (const { genome } of before.slice(0, 2)) expect(keys.has(genomeKey(genome))).toBe(true)
    }
  })

  test('has no duplicate in a generation, and evaluates no genome twice', () => {
    for (const { population } of expected)
      expect(new Set(population.map(({ genome }) => genomeKey(genome))).size).toBe(10)
    const fresh = expected.flatMap(generation => generation.fresh).map(({ genome }) => genomeKey(genome))
    expect(new Set(fresh).size).toBe(fresh.length)
  })

  test('keeps every gene within its bounds, and whole for integer genes', () => {
    for (const { genome } of expected.flatMap(({ population }) => population)) {
      const specs = seedNamed(genome.seed)?.genes ?? {}
      expect(Object.keys(genome.genes).sort()).toEqual(Object.keys(specs).sort())
      for (const [name, { kind, min, max }] of Object.entries(specs)) {
        const value = genome.genes[name]
        expect(value >= min && value <= max && (kind === 'real' || Number.isInteger(value))).toBe(true)
      }
    }
  })

  test('starts with every seed', () => {
    expect(new Set(expected[0].population.map(({ genome }) => genome.seed))).toEqual(new Set(plan.seeds))
  })

  test('gives another result with another seed number', async () => {
    const generations: Generation[] = []
    for await (const generation of evolve({ ...plan, seedNumber: 5 }, here)) generations.push(generation)
    expect(generations[0].population.map(({ genome }) => genomeKey(genome))).not.toEqual(
      expected[0].population.map(({ genome }) => genomeKey(genome)),
    )
  })
})

test('an error in a worker rejects the evaluation instead of hanging it', async () => {
  const pool = startWorkers(2, dataset)
  try {
    await expect(pool.evaluate([{ seed: 'no-such-seed', genes: {} }])).rejects.toThrow('no seed is named no-such-seed')
    await expect(pool.evaluate([{ seed: 'rsi', genes: {} }])).rejects.toThrow()
  } finally {
    await pool.close()
  }
})

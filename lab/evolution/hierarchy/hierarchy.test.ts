import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawGenome, genomeKey } from '../../genome/genome.ts'
import { spaceOf } from '../../genome/space.ts'
import { day, hour, minute } from '../../market/units.ts'
import { random } from '../../random.ts'
import type { Generation, Scored } from '../generation.ts'
import { compareCosts, costOf } from './cost-comparison.ts'
import { stageSearchesOf, survivorsOf } from './stage-searches.ts'
import { documentedStages, stagesOn } from './stages.ts'

const chance = random(5)
const space = spaceOf({ seeds: ['ema-cross', 'rsi'] })
const scored = (fitness: number): Scored => ({
  ...{ genome: drawGenome(space, chance), born: 0 },
  score: { fitness, trades: 40, totalReturn: 0.1 },
})
const generation = (fitness: readonly number[]): Generation => {
  const fresh = fitness.map(scored)
  const population = [...fresh].sort((a, b) => b.score.fitness - a.score.fitness)
  return { number: 0, population, fresh, diversity: 0.5, stagnant: 0, step: 0.1 }
}
const [discovery, refinement] = documentedStages

describe('stages', () => {
  test('are the documented ones on days, hours and minutes', () =>
    expect(stagesOn([day, hour, minute], 1)).toEqual(documentedStages))

  test.each([
    [[day, hour], 'expected 3 intervals'],
    [[hour, day, minute], 'each interval to divide the one before'],
    [[day, 7 * hour, hour], 'each interval to divide the one before'],
  ])('on %j are refused', (intervals, why) => expect(() => stagesOn(intervals, 1)).toThrow(why))

  test('scaled down are still large enough to breed', () =>
    expect(
      stagesOn([day, hour, minute], 0.01).every(({ population, generations }) => population >= 4 && generations >= 2),
    ).toBe(true))
})

describe('the searches of a stage', () => {
  test('are one for each symbol if symbols are apart, with distinct names', () => {
    const searches = stageSearchesOf(discovery, ['BTC', 'kPEPE', 'KPEPE'], [])
    expect(searches.map(({ universe }) => universe)).toEqual([['BTC'], ['kPEPE'], ['KPEPE']])
    expect(new Set(searches.map(({ name }) => name)).size).toBe(3)
    expect(searches[0].name).toBe('discovery-btc')
  })

  test('are one for each survivor of the stage before', () => {
    const survivors = [scored(1), scored(2)].map(({ genome }) => genome)
    const searches = stageSearchesOf(refinement, ['BTC', 'ETH'], survivors)
    expect(searches.map(({ universe, start }) => ({ universe, start }))).toEqual(
      survivors.map(genome => ({ universe: ['BTC', 'ETH'], start: [genome] })),
    )
  })

  test('pass on the best of each, then the best of all, without duplicates, by fitness', () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 9 }), {
          minLength: 1,
          maxLength: 12,
        }),
        all => {
          const searched = all.map(fitness => [generation(fitness)])
          const survivors = survivorsOf(discovery, [...searched, searched[0]])
          expect(survivors.length).toBeLessThanOrEqual(discovery.keep)
          expect(new Set(survivors.map(({ genome }) => genomeKey(genome))).size).toBe(survivors.length)
          expect(survivors[0].score.fitness).toBe(Math.max(...all.flat()))
          const fitness = survivors.map(({ score }) => score.fitness)
          expect(fitness).toEqual([...fitness].sort((a, b) => b - a))
          for (const [{ population }] of searched)
            expect(
              population.filter(one => survivors.some(({ genome }) => genome === one.genome)).length,
            ).toBeLessThanOrEqual(discovery.best)
        },
      ),
    ))
})

describe('the savings of a hierarchy', () => {
  const flat = [generation([0.2, 0.4]), generation([0.9, 1.5, 0.1])]

  test('are counted in evaluations and in bars, up to the evaluation at which the flat search had found as much', () => {
    const comparison = compareCosts({ evaluations: 2, bars: 50, best: 0.8 }, flat, 100)
    expect(comparison.equal).toEqual({ evaluations: 3, bars: 300 })
    expect(comparison.saved?.evaluations).toBeCloseTo(1 / 3, 12)
    expect(comparison.saved?.bars).toBeCloseTo(5 / 6, 12)
    expect(comparison.flat).toEqual({ ...costOf(flat, 100), best: 1.5 })
  })

  test('are negative if it cost more', () =>
    expect(compareCosts({ evaluations: 30, bars: 600, best: 0.3 }, flat, 100).saved).toEqual({
      evaluations: -14,
      bars: -2,
    }))

  test('are absent if the flat search never found as much', () => {
    const comparison = compareCosts({ evaluations: 2, bars: 50, best: 1.6 }, flat, 100)
    expect(comparison).not.toHaveProperty('saved')
    expect(comparison).not.toHaveProperty('equal')
  })
})

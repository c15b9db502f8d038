import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawGenome, genesOf, genomeKey } from '../../genome/genome.ts'
import { spaceOf } from '../../genome/space.ts'
import { random } from '../../random.ts'
import { defaultFitness } from '../fitness/rules.ts'
import type { Generation, Scored } from '../generation.ts'
import { defaultSearch, requireSearchSettings, type SearchSettings } from '../search-settings.ts'
import { crowding } from './crowding.ts'
import { diversity } from './diversity.ts'
import { dominates, type Solution } from './domination.ts'
import { elite } from './elite.ts'
import { fronts } from './fronts.ts'
import { gridPoints } from './grid.ts'
import { candidatesFor, halve } from './halving.ts'
import { lowDiscrepancy } from './low-discrepancy.ts'
import { recent } from './recent.ts'
import { nextStep } from './step.ts'
import { stopReasonOf } from './stop.ts'

const small = fc.integer({ min: 0, max: 4 })
const solutions: fc.Arbitrary<readonly Solution[]> = fc.array(
  fc.record({ objectives: fc.tuple(small, small, small), violation: fc.constantFrom(0, 0, 0, 1, 2) }),
  { minLength: 1, maxLength: 60 },
)

describe('fronts', () => {
  test('are the non-dominated solutions left when earlier fronts are removed', () =>
    fc.assert(
      fc.property(solutions, all => {
        let left = all.map((_, i) => i)
        for (const front of fronts(all)) {
          const nonDominated = left.filter(i => !left.some(k => dominates(all[k], all[i])))
          expect(front).toEqual(nonDominated)
          left = left.filter(i => !nonDominated.includes(i))
        }
        expect(left).toEqual([])
      }),
    ))

  test('no solution dominates itself, and no two dominate each other', () =>
    fc.assert(
      fc.property(solutions, all => {
        for (const a of all) for (const b of all) expect(dominates(a, b) && (a === b || dominates(b, a))).toBe(false)
      }),
    ))

  test('have the crowding distances of Deb, Pratap, Agarwal and Meyarivan (2002)', () => {
    // Ranges 4 and 8: (3 − 1) / 4 + (8 − 2) / 8 for the second, (4 − 2) / 4 + (6 − 0) / 8 for the third… by hand.
    const front = [
      [0, 8],
      [1, 6],
      [2, 2],
      [4, 0],
    ]
    expect([...crowding(front)]).toEqual([Infinity, 2 / 4 + 6 / 8, 3 / 4 + 6 / 8, Infinity])
  })
})

const plan = { seedNumber: 3, seeds: ['ema-cross', 'rsi'], search: defaultSearch, fitness: defaultFitness }
const space = spaceOf(plan)
const chance = random(1)
const scored = (fitness: number): Scored => ({
  genome: drawGenome(space, chance),
  score: { fitness, trades: 1, totalReturn: 0 },
  born: 0,
})

describe('a grid', () => {
  test('tries every combination of evenly spaced levels once, equally often for each seed', () => {
    const points = gridPoints({ ...plan, seeds: ['ema-cross'] }, 27)
    expect(new Set(points.map(genomeKey)).size).toBe(27)
    for (const name of ['fast', 'gap', 'band']) expect(new Set(points.map(({ genes }) => genes[name])).size).toBe(3)
    const both = gridPoints(plan, 200)
    expect(both.filter(({ seed }) => seed === 'rsi')).toHaveLength(100)
  })

  test('with a budget too small for three levels of every gene is still spread evenly', () => {
    const points = gridPoints({ ...plan, seeds: ['volatility-scaling'] }, 64)
    for (const [i] of genesOf(points[0]).entries()) {
      const places = points.map(point => {
        const { value, spec } = genesOf(point)[i]
        return (value - spec.min) / (spec.max - spec.min)
      })
      for (const quarter of [0, 0.25, 0.5, 0.75])
        expect(places.filter(x => x >= quarter && x <= quarter + 0.25).length).toBeGreaterThan(8)
    }
  })

  test('a low-discrepancy sequence puts a number of points into each box in proportion to its size', () => {
    const point = lowDiscrepancy(2)
    const points = Array.from({ length: 1_000 }, (_, n) => point(n))
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (x, y) => {
          const share = points.filter(([a, b]) => a < x && b < y).length / points.length
          expect(Math.abs(share - x * y)).toBeLessThan(0.02)
        },
      ),
    )
  })
})

describe('a step', () => {
  const last = (more: Partial<Generation>): Generation => ({
    ...{ number: 3, population: [], fresh: [], diversity: 0, stagnant: 0, step: 0.1 },
    ...more,
  })
  const by = (adaptation: SearchSettings['adaptation']): SearchSettings => ({
    ...defaultSearch,
    adaptation,
    step: 0.15,
  })

  test('follows success: longer where more than a fifth of the children are better, shorter where fewer are', () => {
    expect(nextStep(by('success'), last({ success: 0.2 }))).toBeCloseTo(0.1, 12)
    expect(nextStep(by('success'), last({ success: 0.9 }))).toBeGreaterThan(0.1)
    expect(nextStep(by('success'), last({ success: 0 }))).toBeLessThan(0.1)
    expect(nextStep(by('success'), last({}))).toBe(0.1)
  })

  test('follows stagnation, and returns to its initial value after an improvement', () => {
    expect(nextStep(by('stagnation'), last({ stagnant: 0 }))).toBe(0.15)
    expect(nextStep(by('stagnation'), last({ stagnant: 2 }))).toBeCloseTo(0.15 * 1.44, 12)
    expect(nextStep(by('stagnation'), last({ stagnant: 99 }))).toBe(0.5)
  })

  test('stays constant without adaptation', () => expect(nextStep(by('none'), last({ success: 0.9 }))).toBe(0.15))
})

test('diversity is 0 among copies, and about 1 − 2/(3k) among genomes of k ideas drawn at random', () => {
  const one = drawGenome(space, chance)
  expect(diversity([one, { ...one }, { ...one }])).toBe(0)
  for (const count of [100, 600]) {
    const drawn = Array.from({ length: count }, () => drawGenome(space, chance))
    expect(diversity(drawn)).toBeCloseTo(2 / 3, 1)
  }
})

test('an elite with niches has no two near genomes while others are available', () => {
  const best = scored(9)
  const copy: Scored = { ...best, genome: { ...best.genome }, score: { ...best.score, fitness: 8 } }
  const other = scored(7)
  expect(elite([best, copy, other], 2, 0)).toEqual([best, copy])
  expect(elite([best, copy, other], 2, 0.01)).toEqual([best, other])
  expect(elite([best, copy], 2, 0.01)).toEqual([best, copy])
})

test('halving evaluates all genomes on a part of the time and fewer on more of it, at the cost of the given number of full evaluations', async () => {
  const halving = { rungs: 3, eta: 3 }
  const count = candidatesFor(30, halving)
  const genomes = Array.from({ length: count }, () => drawGenome(space, chance))
  const fitnessOf = (key: string) => random(key.length * 7 + key.charCodeAt(key.length - 1))()
  const asked: (readonly [number, number])[] = []
  const { finalists, screened } = await halve(
    genomes,
    halving,
    async (some, share = 1) => {
      asked.push([some.length, share])
      return some.map(genome => ({ fitness: fitnessOf(genomeKey(genome)), trades: 1, totalReturn: 0 }))
    },
    0,
  )
  expect(asked.map(([, share]) => share)).toEqual([1 / 9, 1 / 3])
  const cost = asked.reduce((sum, [some, share]) => sum + some * share, finalists.length)
  expect(Math.abs(cost - 30)).toBeLessThan(2)
  expect(screened).toHaveLength(asked[0][0] + asked[1][0])
  const best = genomes.map(genomeKey).sort((a, b) => fitnessOf(b) - fitnessOf(a))[0]
  expect(finalists.map(one => fitnessOf(genomeKey(one)))).toContain(fitnessOf(best))
})

test('the recent part of a segment ends with it, and has whole days', () => {
  const [from, to] = [Date.UTC(2024, 0, 1), Date.UTC(2024, 3, 10)]
  const segment = { from, to } as Parameters<typeof recent>[0]
  expect(recent(segment, 1)).toEqual(segment)
  expect(recent(segment, 0.25)).toEqual({ from: Date.UTC(2024, 2, 16), to })
  for (const share of [0, -1, 1.1, Number.NaN]) expect(() => recent(segment, share)).toThrow('expected more than 0')
})

test.each([
  [{ elitism: 1 }, 'search.elitism'],
  [{ population: 1 }, 'search.population'],
  [{ method: 'luck' }, 'search.method'],
  [{ step: 0 }, 'search.step'],
  [{ crossover: 2 }, 'search.crossover'],
] as const)('a search with %j is refused by name', (wrong, where) =>
  expect(() => requireSearchSettings({ ...defaultSearch, ...wrong } as SearchSettings)).toThrow(where),
)

test('a search ends by the first stop rule that applies, and continues until one does', () => {
  const done = (count: number, stagnant: number): Generation[] =>
    Array.from({ length: count }, (_, number) => ({
      ...{ number, population: [], fresh: [scored(1), scored(2)], diversity: 0, stagnant, step: 0.1 },
    }))
  const search: SearchSettings = { ...defaultSearch, generations: 9, stop: { evaluations: 10, stagnation: 4 } }
  expect(stopReasonOf(search, [])).toBeUndefined()
  expect(stopReasonOf(search, done(4, 3))).toBeUndefined()
  expect(stopReasonOf(search, done(5, 0))).toBe('evaluations')
  expect(stopReasonOf(search, done(2, 4))).toBe('stagnation')
  expect(stopReasonOf({ ...search, stop: {} }, done(9, 9))).toBe('generations')
})

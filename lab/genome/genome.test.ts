import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enhancers } from '../enhancers/index.ts'
import { random } from '../random.ts'
import { columnsOf, rulesWarmup } from '../seeds/formula/rules.ts'
import { seeds } from '../seeds/index.ts'
import { coordinatesOf, distance } from './coordinates.ts'
import { exitOptions } from './exit-options.ts'
import { measured } from './exits.ts'
import { cross, drawGenome, type Genome, genesOf, genomeKey, mutate } from './genome.ts'
import { defaultLanguage } from './language.ts'
import { neighboursOf } from './neighbours.ts'
import { crossGene } from './operators/crossover.ts'
import { type Space, spaceOf } from './space.ts'
import { anyChance, anyParents, anySpace } from './testing/spaces.ts'

const rate = fc.double({ min: 0, max: 1, noNaN: true })

/** The genome written into the run folder must equal the evaluated one, and contain nothing outside the space. */
function expectSound(genome: Genome, space: Space): void {
  expect(JSON.parse(JSON.stringify(genome))).toStrictEqual(genome)
  expect(space.seeds).toContain(genome.seed)
  const seed = seeds.find(({ name }) => name === genome.seed)
  expect(Object.keys(genome.genes)).toEqual(Object.keys(seed?.genes ?? {}))
  const genes = genesOf(genome)
  expect(new Set(genes.map(({ name }) => name)).size).toBe(genes.length)
  for (const { value, spec } of genes) {
    expect(value >= spec.min && value <= spec.max).toBe(true)
    if (spec.kind === 'int') expect(value).toSatisfy(Number.isInteger)
  }
  expect(Object.keys(genome.enhancers ?? {})).toEqual(space.enhancers)
  expectSoundRules(genome, space)
  expectSoundExits(genome, space)
  expectSoundSizing(genome, space)
}

function expectSoundRules({ rules, seed }: Genome, { formulas = defaultLanguage }: Space): void {
  expect(rules !== undefined).toBe(seed === 'formula')
  if (!rules) return
  expect(rulesWarmup(rules)).toBeLessThanOrEqual(formulas.warmup)
  for (const column of columnsOf(rules)) expect(formulas.columns).toContain(column)
}

function expectSoundExits({ exits }: Genome, space: Space): void {
  expect(exits !== undefined).toBe(space.exits !== undefined)
  if (!exits) return
  const { atrWindow, ...distances } = exits
  for (const [purpose, options] of Object.entries(exitOptions)) {
    const found = Object.keys(options).filter(name => name in distances)
    expect(found.length).toBeLessThanOrEqual(space.exits?.includes(purpose as never) ? 1 : 0)
  }
  expect(atrWindow !== undefined).toBe(measured(exits) && space.atrWindow === undefined)
}

function expectSoundSizing({ sizing }: Genome, space: Space): void {
  expect(sizing !== undefined).toBe(space.sizing !== undefined || space.scalings !== undefined)
  const { scaling, ...genes } = sizing ?? {}
  expect(Object.keys(genes).sort()).toEqual([...(space.sizing ?? [])].sort())
  if (scaling) expect(space.scalings).toContain(scaling.name)
}

const frozen = (genome: Genome): Genome => deepFreeze(structuredClone(genome))
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) deepFreeze(each)
  return Object.freeze(value)
}

describe('genomes of every space', () => {
  test('are drawn within it', () =>
    fc.assert(fc.property(anySpace, anyChance, (space, chance) => expectSound(drawGenome(space, chance), space))))

  test('mutate within it at every rate, and the parent stays as it was', () =>
    fc.assert(
      fc.property(anyParents, rate, ({ space, chance, mother }, rate) =>
        expectSound(mutate(frozen(mother), space, { rate }, chance), space),
      ),
    ))

  test('cross within it, and the parents stay as they were', () =>
    fc.assert(
      fc.property(
        anyParents,
        fc.constantFrom(...Object.values(crossGene)),
        ({ space, chance, mother, father }, operator) =>
          expectSound(cross(frozen(mother), frozen(father), space, chance, operator), space),
      ),
    ))

  test('take every number of a child from one of its parents under uniform crossover', () =>
    fc.assert(
      fc.property(anyParents, ({ space, chance, mother, father }) => {
        const values = (genome: Genome) => genesOf(genome).map(({ name, value }) => `${name}=${value}`)
        const parents = new Set([...values(mother), ...values(father)])
        for (const value of values(cross(mother, father, space, chance, crossGene.uniform)))
          expect(parents).toContain(value)
      }),
    ))

  test('take the first parent’s seed when the seeds differ, and cross the other parts', () => {
    const space = { seeds: ['rsi', 'formula'], enhancers: ['threshold'], exits: ['stop', 'time'] } as const
    const next = random(4)
    const [rsi, formula] = [drawGenome(space, next, 'rsi'), drawGenome(space, next, 'formula')]
    const children = Array.from({ length: 40 }, () => cross(rsi, formula, space, next))
    for (const { seed, genes, rules } of children) expect({ seed, genes, rules }).toEqual({ ...rsi, ...rest })
    expect(new Set(children.map(({ exits }) => JSON.stringify(exits))).size).toBeGreaterThan(2)
  })
  const rest = { rules: undefined, enhancers: undefined, exits: undefined }

  test('equal their parent at rate 0, and soon differ at rate 1', () =>
    fc.assert(
      fc.property(anyParents, ({ space, chance, mother }) => {
        expect(mutate(mother, space, { rate: 0 }, chance)).toStrictEqual(mother)
        const children = Array.from({ length: 20 }, () => genomeKey(mutate(mother, space, { rate: 1 }, chance)))
        expect(new Set([genomeKey(mother), ...children]).size).toBeGreaterThan(1)
      }),
    ))

  test('have the same key exactly when equal, whatever the order of their fields', () =>
    fc.assert(
      fc.property(anyParents, ({ mother, father }) => {
        expect(genomeKey(turned(mother))).toBe(genomeKey(mother))
        const same = JSON.stringify(mother) === JSON.stringify(father)
        expect(genomeKey(mother) === genomeKey(father)).toBe(same)
      }),
    ))

  test('change their key when any number changes', () =>
    fc.assert(
      fc.property(anyParents, ({ space, chance, mother }) => {
        const child = mutate(mother, space, { rate: 1, structure: 0 }, chance)
        const changed = JSON.stringify(child) !== JSON.stringify(mother)
        expect(genomeKey(child) !== genomeKey(mother)).toBe(changed)
      }),
    ))
})

/** The same genome with the fields of every record in reverse order. */
function turned<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, turned(each)]),
  ) as T
}

test('the key of a genome from an older run is unchanged', () => {
  const genome = { seed: 'ema-cross', genes: { gap: 20, fast: 9 }, enhancers: { threshold: { level: 0.5 } } }
  expect(genomeKey(genome)).toBe('ema-cross|fast=9,gap=20|threshold|level=0.5')
})

describe('distance', () => {
  test('is 0 for equal genomes only, symmetric, and at most 1', () =>
    fc.assert(
      fc.property(anyParents, ({ mother, father }) => {
        const [a, b] = [coordinatesOf(mother), coordinatesOf(father)]
        expect(distance(a, coordinatesOf(turned(mother)))).toBeCloseTo(0, 12)
        expect(distance(a, b)).toBe(distance(b, a))
        expect(distance(a, b)).toBeLessThanOrEqual(1)
        if (genomeKey(mother) !== genomeKey(father)) expect(distance(a, b)).toBeGreaterThan(0)
      }),
    ))

  test('is 1 between different seeds, and the mean over genes within a seed', () => {
    const at = (fast: number, gap: number) => coordinatesOf({ seed: 'ema-cross', genes: { fast, gap } })
    const [fast, gap] = genesOf({ seed: 'ema-cross', genes: { fast: 9, gap: 20 } }).map(({ spec }) => spec)
    const other = coordinatesOf(drawGenome({ seeds: ['rsi'], enhancers: [] }, random(1)))
    expect(distance(at(fast.min, gap.min), other)).toBe(1)
    expect(distance(at(fast.min, gap.min), at(fast.max, gap.max))).toBe(1)
    expect(distance(at(fast.min, gap.min), at(fast.max, gap.min))).toBe(0.5)
  })

  test('counts an exit that only one genome has as 1', () => {
    const idea = { seed: 'ema-cross', genes: { fast: 9, gap: 20 } }
    const to = (exits: Genome['exits'], from: Genome['exits'] = { stop: 0.05 }) =>
      distance(
        coordinatesOf({ ...idea, ...(from && { exits: from }) }),
        coordinatesOf({ ...idea, ...(exits && { exits }) }),
      )
    expect(to({ stop: 0.05 })).toBe(0)
    expect(to({})).toBe(0.5)
    expect(to({ stop: 0.05, time: 24 })).toBe(0.25)
    expect(to({ stop: 0.05 + 0.13 / 2 })).toBeCloseTo(0.25, 12)
  })
})

describe('neighbours', () => {
  test('are valid, of the requested number, and within the radius or one integer step', () =>
    fc.assert(
      fc.property(anyParents, fc.double({ min: 0.001, max: 0.3, noNaN: true }), ({ space, chance, mother }, radius) => {
        const neighbours = neighboursOf(mother, 5, radius, space, chance)
        expect(neighbours).toHaveLength(5)
        for (const neighbour of neighbours) {
          expectSound(neighbour, space)
          const [genes, before] = [genesOf(neighbour), genesOf(mother)]
          expect(genes.map(({ name }) => name)).toEqual(before.map(({ name }) => name))
          genes.forEach(({ value, spec: { kind, min, max } }, i) => {
            const reach = Math.max(kind === 'int' ? 1 : 0, radius * (max - min))
            expect(Math.abs(value - before[i].value)).toBeLessThanOrEqual(
              reach * (1 + 1e-5) + (kind === 'int' ? 0.5 : 0),
            )
          })
        }
      }),
    ))

  test('of a formula keep its structure and change its numbers', () =>
    fc.assert(
      fc.property(anyChance, chance => {
        const space = spaceOf({ seeds: ['formula'] })
        const genome = drawGenome(space, chance)
        const words = ({ rules }: Genome) => JSON.stringify(rules).replace(/-?\d[\d.e+-]*/g, '#')
        for (const neighbour of neighboursOf(genome, 4, 0.05, space, chance))
          expect(words(neighbour)).toBe(words(genome))
      }),
    ))
})

test('an unknown seed, enhancer or scaling is refused by name', () => {
  const space = { seeds: ['rsi'], enhancers: [] }
  expect(() => drawGenome({ ...space, seeds: ['astrology'] }, random(1))).toThrow('no seed is named astrology')
  expect(() => drawGenome({ ...space, enhancers: ['incense'] }, random(1))).toThrow('no enhancer is named incense')
  expect(() => drawGenome({ ...space, scalings: ['luck'] }, random(1))).toThrow('no scaling is named luck')
})

test('every genome uses every enhancer of its run', () => {
  const names = enhancers.map(({ name }) => name)
  const genome = drawGenome({ seeds: ['rsi'], enhancers: names }, random(1))
  expect(Object.keys(genome.enhancers ?? {})).toEqual(names)
})

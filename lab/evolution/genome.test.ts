import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enhancerNamed, enhancers } from '../enhancers/index.ts'
import { random } from '../random.ts'
import { seeds } from '../seeds/index.ts'
import { cross, drawGenome, type Genome, genomeKey, mutate } from './genome.ts'

const idea = fc.constantFrom(...seeds)
const chance = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map(random)
/** A genome at the corners of its seed's ranges, where a step too far shows first, or drawn from anywhere in them. */
const genomeOf = (name: string, specs: (typeof seeds)[number]['genes']): fc.Arbitrary<Genome> =>
  fc.oneof(
    chance.map(next => drawGenome([name], next)),
    fc
      .record(
        Object.fromEntries(Object.entries(specs).map(([gene, { min, max }]) => [gene, fc.constantFrom(min, max)])),
      )
      .map(genes => ({ seed: name, genes: { ...genes } })),
  )
const parents = idea.chain(({ name, genes }) => fc.tuple(genomeOf(name, genes), genomeOf(name, genes)))

function expectSound({ seed, genes }: Genome): void {
  const specs = seeds.find(({ name }) => name === seed)?.genes ?? {}
  expect(Object.keys(genes)).toEqual(Object.keys(specs))
  for (const [name, { kind, min, max }] of Object.entries(specs)) {
    expect(genes[name]).toBeGreaterThanOrEqual(min)
    expect(genes[name]).toBeLessThanOrEqual(max)
    if (kind === 'int') expect(genes[name]).toSatisfy(Number.isInteger)
  }
  // What is written into the run's folder must be what was evaluated.
  expect(JSON.parse(JSON.stringify(genes))).toStrictEqual(genes)
}

const frozen = (genome: Genome): Genome => Object.freeze({ ...genome, genes: Object.freeze({ ...genome.genes }) })

describe('genomes of every seed', () => {
  test('are drawn within their bounds', () =>
    fc.assert(fc.property(idea, chance, ({ name }, next) => expectSound(drawGenome([name], next)))))

  test('mutate within their bounds at every rate, and the parent stays as it was', () =>
    fc.assert(
      fc.property(parents, fc.double({ min: 0, max: 1, noNaN: true }), chance, ([parent], rate, next) => {
        const before = structuredClone(parent)
        expectSound(mutate(frozen(parent), rate, next))
        expect(parent).toStrictEqual(before)
      }),
    ))

  test('cross within their bounds and between their parents, which stay as they were', () =>
    fc.assert(
      fc.property(parents, chance, ([mother, father], next) => {
        const child = cross(frozen(mother), frozen(father), next)
        expectSound(child)
        for (const [name, value] of Object.entries(child.genes)) {
          expect(value).toBeGreaterThanOrEqual(Math.min(mother.genes[name], father.genes[name]))
          expect(value).toBeLessThanOrEqual(Math.max(mother.genes[name], father.genes[name]))
        }
      }),
    ))

  test('have one key when equal, whatever the order of their genes, and two when not', () =>
    fc.assert(
      fc.property(parents, ([a, b]) => {
        const turned = { seed: a.seed, genes: Object.fromEntries(Object.entries(a.genes).reverse()) }
        expect(genomeKey(turned)).toBe(genomeKey(a))
        const equal = Object.entries(a.genes).every(([name, value]) => b.genes[name] === value)
        expect(genomeKey(a) === genomeKey(b)).toBe(equal)
      }),
    ))
})

test('a genome that mutates at rate 0 is its parent, and at rate 1 soon another', () => {
  for (const { name } of seeds.filter(({ requires }) => !requires)) {
    const next = random(1)
    const parent = drawGenome([name], next)
    expect(mutate(parent, 0, next)).toStrictEqual(parent)
    const children = Array.from({ length: 20 }, () => genomeKey(mutate(parent, 1, next)))
    expect(new Set(children).size).toBeGreaterThan(10)
  }
})

describe('genomes that hear enhancers', () => {
  const names = enhancers.map(({ name }) => name)
  const some = fc.subarray(names, { minLength: 1 })

  test('draw, cross and mutate the genes of those within their bounds, and of no others', () =>
    fc.assert(
      fc.property(idea, some, chance, ({ name }, heard, next) => {
        const [mother, father] = [drawGenome([name], next, heard), drawGenome([name], next, heard)]
        for (const genome of [mother, mutate(mother, 1, next), cross(mother, father, next)]) {
          expect(Object.keys(genome.enhancers ?? {}).sort()).toEqual([...heard].sort())
          for (const [enhancer, genes] of Object.entries(genome.enhancers ?? {})) {
            for (const [gene, { kind, min, max }] of Object.entries(enhancerNamed(enhancer)?.genes ?? {})) {
              expect(genes[gene] >= min && genes[gene] <= max).toBe(true)
              if (kind === 'int') expect(genes[gene]).toSatisfy(Number.isInteger)
            }
          }
        }
      }),
    ))

  test('are told apart by them alone', () =>
    fc.assert(
      fc.property(idea, some, chance, ({ name }, heard, next) => {
        const genome = drawGenome([name], next, heard)
        expect(genomeKey(mutate(genome, 0, next))).toBe(genomeKey(genome))
        expect(genomeKey({ seed: genome.seed, genes: genome.genes })).not.toBe(genomeKey(genome))
      }),
    ))

  test('are refused by name when nobody has registered one', () =>
    expect(() => drawGenome(['rsi'], random(1), ['incense'])).toThrow('no enhancer is named incense'))
})

test('genes of two ideas do not mix', () => {
  const [a, b] = seeds.map(({ name }) => drawGenome([name], random(1)))
  expect(() => cross(a, b, random(1))).toThrow(`${a.seed} and ${b.seed} cannot be crossed`)
})

test('an idea that nobody has registered is refused by name', () =>
  expect(() => drawGenome(['astrology'], random(1))).toThrow('no seed is named astrology'))

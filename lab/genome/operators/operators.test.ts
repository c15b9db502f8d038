import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '../../random.ts'
import { clampGene } from '../../seeds/draw.ts'
import { type GeneSpec, int, real } from '../../seeds/seed.ts'
import { crossGene } from './crossover.ts'
import { mutateGene } from './mutation.ts'

const spec: fc.Arbitrary<GeneSpec> = fc.oneof(
  fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(300)).map(([min, span]) => int(min, min + span)),
  fc
    .tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: 0.001, max: 90, noNaN: true }))
    .map(([min, span]) => real(Number(min.toPrecision(3)), Number((min + span).toPrecision(3)))),
)
const share = fc.double({ min: 0, max: 1, noNaN: true })
/** A gene and two values within its bounds. */
const genes = fc
  .tuple(spec, share, share)
  .filter(([{ min, max }]) => min <= max)
  .map(([gene, a, b]) => {
    const at = (share: number) => clampGene(gene.min + share * (gene.max - gene.min), gene)
    return { gene, a: at(a), b: at(b) }
  })

/** Whether a value is valid for the gene: within its bounds, and whole for an integer gene. */
const fits = (value: number, { kind, min, max }: GeneSpec) =>
  value >= min - 1e-9 && value <= max + 1e-9 && (kind === 'real' || Number.isInteger(value))
const draws = 20_000
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const many = (draw: (chance: () => number) => number, seed = 1) => {
  const chance = random(seed)
  return Array.from({ length: draws }, () => draw(chance))
}

describe.each(Object.entries(crossGene))('%s crossover', (_, cross) => {
  test('stays within the bounds of every gene, and whole for integer genes', () =>
    fc.assert(fc.property(genes, fc.nat(), ({ gene, a, b }, n) => fits(cross(a, b, gene, random(n)), gene))))

  test('of two equal parents gives their value', () =>
    fc.assert(fc.property(genes, fc.nat(), ({ gene, a }, n) => cross(a, a, gene, random(n)) === a)))

  test('does not prefer mother to father', () => {
    const wide = real(0, 1000)
    const [one, other] = [many(next => cross(300, 700, wide, next)), many(next => cross(700, 300, wide, next), 2)]
    expect(Math.abs(mean(one) - mean(other))).toBeLessThan(8)
  })

  test('keeps the mean of the parents, far from the bounds', () => {
    expect(Math.abs(mean(many(next => cross(490, 510, real(0, 1000), next))) - 500)).toBeLessThan(0.4)
    expect(Math.abs(mean(many(next => cross(490, 510, int(0, 1000), next))) - 500)).toBeLessThan(0.4)
  })

  test('gives a choice the value of one parent or the other, each half of the time', () => {
    const zeros = many(next => cross(0, 1, int(0, 1), next)).filter(value => value === 0).length
    expect(Math.abs(zeros / draws - 0.5)).toBeLessThan(0.02)
  })
})

test('blend spreads children evenly over the parents and half their distance beyond, on either side', () => {
  // A width of 2(b − a), evenly filled, has a variance of (2(b − a))²/12.
  const children = many(next => crossGene.blend(400, 600, real(0, 1000), next))
  const centre = mean(children)
  expect(mean(children.map(x => (x - centre) ** 2)) / (200 ** 2 / 3)).toBeCloseTo(1, 1)
  expect(Math.min(...children)).toBeGreaterThanOrEqual(300)
  expect(Math.max(...children)).toBeLessThanOrEqual(700)
})

test('simulated binary crossover spreads children as its density says', () => {
  // Far from bounds, P(β ≤ x) = x^(η+1)/2 for x ≤ 1: half of the children lie between their parents (Deb and Agrawal 1995).
  const betas = many(next => Math.abs(crossGene['simulated-binary'](499, 501, real(0, 1000), next) - 500))
  expect(betas.filter(beta => beta <= 1).length / draws).toBeCloseTo(0.5, 1)
  expect(betas.filter(beta => beta <= 0.9).length / draws).toBeCloseTo(0.9 ** 11 / 2, 1)
})

describe('mutation', () => {
  test('stays within the bounds of every gene, and whole for integer genes, at any step size', () =>
    fc.assert(
      fc.property(genes, fc.double({ min: 0.001, max: 1, noNaN: true }), fc.nat(), ({ gene, a }, step, n) =>
        fits(mutateGene(a, gene, step, random(n)), gene),
      ),
    ))

  test.each([
    ['whole', int(3, 12), (value: number) => value - 3],
    ['real', real(0, 1), (value: number) => Math.min(9, Math.floor(value * 10))],
  ] as const)('of %s genes is uniform over the range, the bounds included', (_, gene, cell) => {
    const chance = random(7)
    const counts = new Array<number>(10).fill(0)
    let value = gene.min
    for (let i = 0; i < 10 * draws; i++) {
      value = mutateGene(value, gene, 0.15, chance)
      counts[cell(value)]++
    }
    for (const count of counts) expect(count / (10 * draws)).toBeCloseTo(0.1, 1.7)
  })

  test('has its step as standard deviation, as a share of the range', () => {
    const moved = many(next => mutateGene(500, real(0, 1000), 0.05, next) - 500)
    expect(Math.sqrt(mean(moved.map(x => x * x)))).toBeCloseTo(50, -0.5)
  })

  test('of an integer gene far from its bounds always changes it', () =>
    fc.assert(fc.property(fc.nat(), n => mutateGene(5, int(0, 10), 0.001, random(n)) !== 5)))
})

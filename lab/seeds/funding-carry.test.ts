import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { gaussian, stream } from '../random.ts'
import { fundingCarry } from './funding-carry.ts'
import { earnings } from './testing/earnings.ts'
import { levels, priceBars } from './testing/price-bars.ts'

const threshold = 0.00002
const genes = { threshold, persistence: 4, momentum: 0, reversal: 0.5, duration: 6 }
/** What is held on a still price at these rates. */
const held = (rates: readonly number[], changes: Partial<typeof genes> = {}) =>
  Array.from(
    fundingCarry.exposure(
      priceBars(
        rates.map(() => 100),
        { funding: rates },
      ),
      { ...genes, ...changes },
      plain,
    ),
  )

describe('on a price that goes nowhere', () => {
  const rows = 6_000
  const chance = stream(1, 'carry')
  const market = (rate: (row: number) => number) =>
    priceBars(
      Float64Array.from({ length: rows }, () => 100 * Math.exp(0.0001 * gaussian(chance))),
      { funding: Float64Array.from({ length: rows }, (_, i) => rate(i)) },
    )

  test('it earns the rate that a crowd pays for days, whichever side it is on', () => {
    expect(
      earnings(
        fundingCarry,
        market(i => (Math.floor(i / 300) % 2 === 0 ? 1e-4 : -1e-4)),
      ),
    ).toBeGreaterThan(5e-5)
  })

  test('it loses where the rate turns every hour', () => {
    expect(
      earnings(
        fundingCarry,
        market(i => (i % 2 === 0 ? 1e-4 : -1e-4)),
      ),
    ).toBeLessThan(0)
  })

  test('it holds nothing at a funding rate of zero', () =>
    expect(
      earnings(
        fundingCarry,
        market(() => 0),
      ),
    ).toBe(0))
})

describe('a rate above the threshold', () => {
  test('is received: short where longs pay, long where shorts pay', () => {
    expect(held(levels([2 * threshold, 5]))).toEqual([0, 0, 0, -1, -1])
    expect(held(levels([-2 * threshold, 5]))).toEqual([0, 0, 0, 1, 1])
  })

  test('counts once its mean is known, or at once with a momentum of 1', () => {
    const paid = levels([0, 6], [4 * threshold, 4])
    expect(held(paid).slice(6)).toEqual([0, -1, -1, -1])
    expect(held(paid, { momentum: 1 }).slice(6)).toEqual([-1, -1, -1, -1])
  })

  test('is held on to between the threshold and its reversal, for as long as it lasts', () => {
    const less = levels([2 * threshold, 4], [0.7 * threshold, 10])
    // The mean of four is above the threshold for three bars more, and held for six from the last of these.
    expect(held(less).slice(3)).toEqual([-1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0])
    expect(held(less, { reversal: 0.9 }).slice(3)).toEqual([-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0])
  })

  test('is left at once when the other side begins to be paid', () => {
    const turned = levels([2 * threshold, 6], [-0.9 * threshold, 3])
    expect(held(turned, { momentum: 1, reversal: 0.1 }).slice(5)).toEqual([-1, 0, 0, 0])
  })
})

describe('an hour whose rate is unknown', () => {
  test('gives no signal, nor do those whose mean it would be part of', () => {
    const rates = levels([2 * threshold, 6], [Number.NaN, 1], [2 * threshold, 5])
    expect(held(rates).slice(5)).toEqual([-1, 0, 0, 0, 0, -1, -1])
  })

  test('gives none either when all hours are: nothing is made up', () => {
    const { funding: _, ...absent } = priceBars(levels([100, 200]), { funding: new Float64Array(200) })
    expect(fundingCarry.exposure(absent, { ...genes, threshold: 0 }, plain)).toEqual(new Float64Array(200))
    expect(fundingCarry.needs).toEqual(['funding'])
  })
})

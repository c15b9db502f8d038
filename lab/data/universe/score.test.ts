import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultRules } from './rules.ts'
import { bandScore, score } from './score.ts'
import { depth, soundFacts } from './testing/assets.ts'

const { band } = defaultRules
const amount = fc.double({ min: 0, max: 1e12, noNaN: true })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

describe('the score of the volatility band', () => {
  test.each([
    [0, 0],
    [0.015, 0.375],
    [0.04, 1],
    [0.12, 0.375],
    [0.17, 0.1875],
    [0.22, 0],
    [3, 0],
  ])('of a daily volatility of %d is %d', (sigma, expected) => {
    expect(bandScore(sigma, band)).toBeCloseTo(expected, 12)
  })

  test('is the documented formula from 0 to the ideal', () => {
    for (const sigma of [0.015, 0.02, 0.03, 0.04]) {
      expect(bandScore(sigma, band)).toBeCloseTo(1 - Math.abs(sigma - 0.04) / 0.04, 12)
    }
  })

  test('stays within 0 and 1 and never jumps', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), sigma => {
        const here = bandScore(sigma, band)
        expect(here).toBeGreaterThanOrEqual(0)
        expect(here).toBeLessThanOrEqual(1)
        expect(Math.abs(bandScore(sigma + 1e-6, band) - here)).toBeLessThan(1e-4)
      }),
    )
  })
})

test('the documented example gives the documented score', () => {
  const facts = soundFacts('A', {
    spread: { value: 0.0005, from: 'book' },
    book: { snapshots: 1, spread: 0.0005, top5: depth(40_000, 20_000), within10Bps: null, within25Bps: null },
    volatility: 0.03,
  })
  const scores = score(facts, defaultRules)
  // By hand: 60,000 / 100,000; 1 − 0.25; 1 − 20,000 / 60,000.
  expect(scores.depth).toBeCloseTo(0.6, 12)
  expect(scores.spread).toBeCloseTo(0.75, 12)
  expect(scores.balance).toBeCloseTo(2 / 3, 12)
  const liquidity = 0.5 * 0.6 + 0.3 * 0.75 + (0.2 * 2) / 3
  const volatility = 0.7 * 0.75 + 0.3 / 1.03
  expect(scores.liquidity).toBeCloseTo(liquidity, 12)
  expect(scores.volatility).toBeCloseTo(volatility, 12)
  expect(scores.composite).toBeCloseTo(0.6 * liquidity + 0.4 * volatility, 12)
  expect(scores.liquidityFrom).toBe('book')
})

test('without a book, volume stands in for depth and balance, and is labelled', () => {
  const spread = { value: 0.001, from: 'estimated' } as const
  const facts = soundFacts('A', { book: null, spread, medianVolumeUsd: 10e6 })
  const scores = score(facts, defaultRules)
  expect(scores).toMatchObject({ depth: null, balance: null, liquidityFrom: 'bars' })
  expect(scores.volume).toBeCloseTo(0.5, 12)
  expect(scores.liquidity).toBeCloseTo(0.7 * 0.5 + 0.3 * 0.5, 12)
  expect(score({ ...facts, medianVolumeUsd: null }, defaultRules)).toMatchObject({ liquidity: null, composite: null })
})

test('every score is within 0 and 1 or unknown, and an unknown part never raises it', () => {
  const facts = fc.record({
    medianVolumeUsd: maybe(amount),
    volatility: maybe(fc.double({ min: 0, max: 5, noNaN: true })),
    spread: maybe(fc.record({ value: fc.double({ min: 0, max: 2, noNaN: true }), from: fc.constant('book' as const) })),
    top5: maybe(fc.record({ bidUsd: amount, askUsd: amount })),
  })
  fc.assert(
    fc.property(facts, ({ top5, ...rest }) => {
      const book = top5 && { snapshots: 1, spread: null, top5, within10Bps: null, within25Bps: null }
      const known = soundFacts('A', { ...rest, book })
      const { liquidityFrom, ...scores } = score(known, defaultRules)
      for (const value of Object.values(scores)) if (value !== null) expect(value >= 0 && value <= 1).toBe(true)
      const blind = score({ ...known, spread: null }, defaultRules)
      expect(blind.composite ?? 0).toBeLessThanOrEqual(scores.composite ?? 0)
      expect(score({ ...known, volatility: null }, defaultRules).composite).toBeNull()
    }),
  )
})

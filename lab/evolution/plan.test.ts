import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprint } from '../data/fingerprint.ts'
import { type SyntheticOptions, syntheticMarket } from '../data/synthetic/market.ts'
import type { Bars } from '../market/bars.ts'
import { day, epochMs, hour } from '../market/units.ts'
import { dataSeen } from './dataset.ts'
import { makePlan, type PlanOptions, splitTime } from './plan.ts'
import { defaultSearch } from './search-settings.ts'

test('segments of any time range are ordered, keep the embargo and cover both ends', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 0, 1) }),
      fc.integer({ min: 220 * day, max: 4_000 * day }),
      fc.integer({ min: 0, max: 30 }),
      fc.double({ min: 0.3, max: 0.6, noNaN: true }),
      (start, length, embargoDays, share) => {
        fc.pre(length * Math.min(0.2, 0.8 - share) > (31 + embargoDays) * day)
        const [from, to, embargo] = [epochMs(start), epochMs(start + length), embargoDays * day]
        const { train, validation, test } = splitTime(from, to, { train: share, validation: 0.2 }, embargo)
        expect([train.from, test.to]).toEqual([from, to])
        expect([validation.from - train.to, test.from - validation.to]).toEqual([embargo, embargo])
        for (const segment of [train, validation, test])
          expect(segment.to - segment.from).toBeGreaterThanOrEqual(30 * day)
      },
    ),
  ))

describe('a plan', () => {
  const made = (options: Partial<SyntheticOptions> = {}) =>
    syntheticMarket({ seed: 1, symbols: ['SYN-A', 'SYN-B'], bars: 4_800, ...options })
  const planOf = (market: readonly Bars[], options: Partial<PlanOptions> = {}) => {
    const from = epochMs(Date.UTC(2023, 0, 1))
    const data = dataSeen(market, fingerprint)
    return makePlan(market, { name: 'calm', seedNumber: 1, data, from, to: epochMs(from + 4_800 * hour), ...options })
  }

  test('takes universe, interval and synthetic label from the bars, and ignores other values', () => {
    const told = { universe: ['BTC'], interval: 1, synthetic: false }
    const plan = planOf(made(), told as Partial<PlanOptions>)
    expect(plan).toMatchObject({ universe: ['SYN-A', 'SYN-B'], interval: hour, synthetic: true })
  })

  test('names the bars by fingerprints that change with any of them', () => {
    const market = made()
    const [{ close }] = market
    const corrupted = { ...market[0], close: Float64Array.from(close, (x, i) => (i === 99 ? x * (1 + 1e-12) : x)) }
    const seen = (bars: readonly Bars[]) => planOf(bars).data.map(({ fingerprint }) => fingerprint)
    expect(seen(made())).toEqual(seen(market))
    expect(seen([corrupted, market[1]])[0]).not.toBe(seen(market)[0])
  })

  test('is refused for bars of unequal intervals, for real bars mixed with simulated ones, and for a repeated symbol', () => {
    const [a, b] = made()
    expect(() => planOf([a, { ...b, interval: 4 * hour }])).toThrow('SYN-B has bars of another interval than SYN-A')
    expect(() => planOf([a, { ...b, synthetic: false }])).toThrow('real and simulated bars do not mix')
    expect(() => planOf([a, b, a])).toThrow('SYN-A is in the universe twice')
  })

  test.each(['Calm', 'calm cross', '../calm', '', 'x'.repeat(81)])(
    'refuses the name "%s", which is invalid for a strategy file',
    name => expect(() => planOf(made(), { name })).toThrow('is not a valid strategy name'),
  )

  test('is refused for a population of elite only, which would never breed', () => {
    const search = { ...defaultSearch, elitism: 1 }
    expect(() => planOf(made(), { search })).toThrow('search.elitism: expected a share of at least 0 and below 1')
    expect(planOf(made(), { search: { ...search, elitism: 0.9 } }).search.elitism).toBe(0.9)
  })
})

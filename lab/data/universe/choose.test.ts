import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseUniverse } from './choose.ts'
import type { Correlations } from './correlation.ts'
import type { AssetFacts } from './facts.ts'
import { defaultRules } from './rules.ts'
import { depth, soundFacts } from './testing/assets.ts'

const unrelated: Correlations = () => 0
const names = (choice: ReturnType<typeof chooseUniverse>) => choice.chosen.map(({ symbol }) => symbol)
/** Correlations by pair, as `A B`; 0 for the others. */
const pairs =
  (known: Readonly<Record<string, number | null>>): Correlations =>
  (one, other) =>
    [`${one} ${other}`, `${other} ${one}`].map(pair => known[pair]).find(value => value !== undefined) ??
    (`${one} ${other}` in known || `${other} ${one}` in known ? null : 0)

describe('an asset is excluded for one reason, with what was found and what is required', () => {
  const thin = { snapshots: 1, spread: 0.0004, top5: depth(900, 90_000), within10Bps: null, within25Bps: null }
  test.each<[Partial<AssetFacts>, string]>([
    [{ delisted: true }, 'delistings announced by the venue 1, required at most 0'],
    [{ ageDays: 12 }, 'known age since the first traded bar 12.0 days, required at least 30.0 days'],
    [{ ageDays: null }, 'known age since the first traded bar unknown, required at least 30.0 days'],
    [{ silentDays: 3.5 }, 'time without a traded bar 3.5 days, required at most 1.0 days'],
    [{ missingShare: 0.041 }, 'share of bars missing in 30 days 4.1 %, required at most 2.0 %'],
    [
      { medianVolumeUsd: 1.27e6 },
      'median daily volume of 30 days 1.27 million USD, required at least 5.00 million USD',
    ],
    [{ medianVolumeUsd: null }, 'median daily volume of 30 days unknown, required at least 5.00 million USD'],
    [{ maxLeverage: 2 }, 'maximum leverage 2×, required at least 3×'],
    [{ maxLeverage: null }, 'maximum leverage unknown, required at least 3×'],
    [{ book: thin }, 'resting bids 900 USD, required at least 1000 USD'],
    [{ volatility: 0.007 }, 'score of the daily volatility (0.7 %) 0.175, required at least 0.200'],
    [{ volatility: 0.2 }, 'score of the daily volatility (20.0 %) 0.075, required at least 0.200'],
    [{ book: null, spread: null, medianVolumeUsd: 6e6 }, 'liquidity score 0.272, required at least 0.300'],
    [{ delisted: true, ageDays: 0, maxLeverage: null }, 'delistings announced by the venue 1, required at most 0'],
  ])('%j', (changes, reason) => {
    const { chosen, excluded } = chooseUniverse([soundFacts('A', changes), soundFacts('B')], unrelated)
    expect(chosen.map(({ symbol }) => symbol)).toEqual(['B'])
    expect(excluded).toMatchObject([{ symbol: 'A', reason }])
  })

  test('at the limit it is not excluded', () => {
    const { chosen } = chooseUniverse(
      [soundFacts('A', { ageDays: 30, silentDays: 1, missingShare: 0.02, medianVolumeUsd: 5e6, maxLeverage: 3 })],
      unrelated,
    )
    expect(chosen).toHaveLength(1)
  })

  test('a limit can be changed, and that of leverage switched off', () => {
    const facts = [soundFacts('A', { maxLeverage: null, medianVolumeUsd: 2e6 })]
    const rules = { ...defaultRules, minLeverage: 0, minVolumeUsd: 1e6 }
    expect(names(chooseUniverse(facts, unrelated, rules))).toEqual(['A'])
  })
})

describe('the pick', () => {
  test('starts with the best, and then prefers a dissimilar asset to a slightly better one', () => {
    const facts = [
      soundFacts('BEST', { volatility: 0.04 }),
      soundFacts('TWIN', { volatility: 0.042 }),
      soundFacts('OTHER', { volatility: 0.06 }),
    ]
    const rules = { ...defaultRules, size: 2 }
    const choice = chooseUniverse(facts, pairs({ 'BEST TWIN': 0.95 }), rules)
    expect(names(choice)).toEqual(['BEST', 'OTHER'])
    expect(choice.chosen[1].closest).toEqual({ symbol: 'BEST', correlation: 0 })
    const [twin] = choice.excluded
    expect(twin).toMatchObject({ symbol: 'TWIN', rule: 'rank' })
    expect(twin.reason).toMatch(
      /^outranked: worth 0\.\d{3} \(composite 0\.\d{3}, correlation 0\.95 with BEST\), required more than the 0\.\d{3} of OTHER, the last of the 2 chosen$/,
    )
    expect(names(chooseUniverse(facts, unrelated, rules))).toEqual(['BEST', 'TWIN'])
  })

  test('values are as documented: 0.6 composite + 0.4 (1 − |ρ| / 0.75), and a correlation of −1 adds as little as +1', () => {
    const facts = [soundFacts('A'), soundFacts('B', { volatility: 0.05 })]
    const [, b] = chooseUniverse(facts, pairs({ 'A B': 0.3 })).chosen
    expect(b.value).toBeCloseTo(0.6 * (b.scores.composite ?? 0) + 0.4 * 0.6, 12)
    const [, against] = chooseUniverse(facts, pairs({ 'A B': -0.3 })).chosen
    expect(against.value).toBe(b.value)
  })

  test('counts an unknown correlation as no diversity', () => {
    const facts = [soundFacts('A'), soundFacts('NEW'), soundFacts('OLD', { volatility: 0.08 })]
    const choice = chooseUniverse(facts, pairs({ 'A NEW': null, 'A OLD': 0.3 }))
    expect(names(choice)).toEqual(['A', 'OLD', 'NEW'])
    expect(choice.chosen[2].closest).toEqual({ symbol: 'A', correlation: null })
  })

  test('orders ties by symbol', () => {
    const facts = ['C', 'A', 'B'].map(symbol => soundFacts(symbol))
    expect(names(chooseUniverse(facts, unrelated))).toEqual(['A', 'B', 'C'])
  })
})

test('no assets give no choice', () => {
  expect(chooseUniverse([], unrelated)).toEqual({ chosen: [], excluded: [] })
})

test('a repeated asset and an invalid size are rejected', () => {
  expect(() => chooseUniverse([soundFacts('A'), soundFacts('A')], unrelated)).toThrow(
    'expected each asset once, found A twice',
  )
  expect(() => chooseUniverse([], unrelated, { ...defaultRules, size: 0 })).toThrow('found 0')
})

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 8 })
const between = (min: number, max: number) => maybe(fc.double({ min, max, noNaN: true }))
const anyFacts = fc
  .record({
    ageDays: between(0, 400),
    silentDays: between(0, 3),
    medianVolumeUsd: between(0, 1e8),
    volatility: between(0, 0.25),
    spread: maybe(
      fc.record({ value: fc.double({ min: 0, max: 0.01, noNaN: true }), from: fc.constant('impact' as const) }),
    ),
    maxLeverage: maybe(fc.integer({ min: 1, max: 50 })),
    missingShare: between(0, 0.1),
    delisted: maybe(fc.boolean()),
    isDeep: fc.boolean(),
  })
  .map(({ isDeep, ...changes }) => (isDeep ? changes : { ...changes, book: null }))
const anyMarket = fc.record({
  assets: fc.array(anyFacts, { maxLength: 30 }),
  seed: fc.nat(),
  size: fc.integer({ min: 1, max: 12 }),
})
/** Symmetric: the order of the pair does not matter. */
const drawn =
  (seed: number): Correlations =>
  (one, other) => {
    const [a, b] = [Number(one.slice(1)), Number(other.slice(1))].sort((x, y) => x - y)
    const mixed = Math.abs(Math.sin(seed + 13 * a + 101 * b)) * 2 - 1
    return mixed < -0.8 ? null : mixed
  }

test('every asset is either chosen or excluded, in any order of input', () => {
  fc.assert(
    fc.property(anyMarket, ({ assets, seed, size }) => {
      const facts = assets.map((changes, i) => soundFacts(`S${i}`, changes))
      const rules = { ...defaultRules, size }
      const choice = chooseUniverse(facts, drawn(seed), rules)
      const all = [...names(choice), ...choice.excluded.map(({ symbol }) => symbol)]
      expect(all.sort()).toEqual(facts.map(({ symbol }) => symbol).sort())
      expect(choice.chosen.length).toBeLessThanOrEqual(size)
      expect(choice.chosen.map(({ rank }) => rank)).toEqual(choice.chosen.map((_, i) => i + 1))
      for (const { reason } of choice.excluded) expect(reason).toMatch(/\brequired\b/)
      if (choice.excluded.some(({ rule }) => rule === 'rank')) expect(choice.chosen).toHaveLength(size)
      expect(chooseUniverse([...facts].reverse(), drawn(seed), rules)).toEqual(choice)
    }),
    { numRuns: 200 },
  )
})

test('an outranked asset has no higher value than the last one chosen', () => {
  fc.assert(
    fc.property(anyMarket, ({ assets, seed, size }) => {
      const facts = assets.map((changes, i) => soundFacts(`S${i}`, changes))
      for (const { rule, found, required } of chooseUniverse(facts, drawn(seed), { ...defaultRules, size }).excluded) {
        if (rule === 'rank') expect(found).toBeLessThanOrEqual(required)
      }
    }),
  )
})

test('an asset that fails a limit does not change the choice', () => {
  fc.assert(
    fc.property(anyMarket, ({ assets, seed, size }) => {
      const facts = assets.map((changes, i) => soundFacts(`S${i}`, changes))
      const rules = { ...defaultRules, size }
      const choice = chooseUniverse(facts, drawn(seed), rules)
      const failed = choice.excluded.filter(({ rule }) => rule !== 'rank').map(({ symbol }) => symbol)
      const rest = facts.filter(({ symbol }) => !failed.includes(symbol))
      expect(chooseUniverse(rest, drawn(seed), rules).chosen).toEqual(choice.chosen)
    }),
  )
})

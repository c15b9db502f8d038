import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composite, type DetectorVotes, marketRegime, voteWeights } from './composite.ts'
import { stability } from './stability.ts'

const none = Number.NaN
const { riskOn, riskOff, neutral, transitional } = marketRegime
/** Sentiment 0…4, volatility 0…2, correlation 0…2, volume 0…2. */
type Codes = readonly [sentiment: number, volatility: number, correlation: number, volume: number]
const codes = fc.tuple(
  ...[5, 3, 3, 3].map(count => fc.constantFrom(none, ...Array.from({ length: count }, (_, code) => code))),
) as unknown as fc.Arbitrary<Codes>

test.each([
  ['all votes on one side', [3, 0, 0, 1], riskOn, 1],
  ['extremes count like their milder kin', [4, 0, 0, 1], riskOn, 1],
  ['all votes on the other', [0, 2, 2, 1], riskOff, 1],
  ['nobody says anything special', [2, 1, 1, 1], neutral, 1],
  ['a side with more than half, raised by a tenth', [1, 1, 2, 0], riskOff, 0.65],
  ['the others outweigh mood', [3, 2, 2, 1], riskOff, 0.5],
  ['most weight wins for caution without a majority', [0, 1, 0, none], riskOff, 0.3],
  ['greed alone against the rest is no risk on', [3, 2, none, 1], neutral, 0.2],
  ['neither are calm and breakdown while there is fear', [1, 0, 0, 1], neutral, 0.2],
  ['high volume joins the side that leads', [1, 2, 1, 2], riskOff, 0.95],
  ['high volume joins no neutral', [2, 1, 1, 2], neutral, 1],
  ['high volume over a divided market is a transition', [3, 2, 1, 2], transitional, 0.2],
  ['exactly half is no majority', [2, 0, 0, 2], transitional, 0.2],
  ['at a tie the careful side', [none, 0, 2, none], riskOff, 0.25],
  ['at a tie rather neutral than bold', [none, 0, 1, none], neutral, 0.25],
  ['a single vote counts, and is trusted for what it weighs', [4, none, none, none], riskOn, 0.3],
  ['high volume alone is a transition', [none, none, none, 2], transitional, 0.2],
  ['what is unknown backs nobody', [none, 2, 2, none], riskOff, 0.5],
] as const)('%s', (_, votes, regime, confidence) => {
  const found = of(votes)
  expect(found.regime).toBe(regime)
  expect(found.confidence).toBeCloseTo(confidence, 12)
})

test('where all is unknown nothing is said, least of all neutral', () => {
  expect(of([none, none, none, none])).toEqual({ regime: none, confidence: none })
})

test('one known vote is enough for a regime, and confidence never exceeds 1', () => {
  fc.assert(
    fc.property(codes, votes => {
      const { regime, confidence } = of(votes)
      const isKnown = votes.some(Number.isFinite)
      expect(Object.values<number>(marketRegime).includes(regime)).toBe(isKnown)
      expect(confidence > 0 && confidence <= 1).toBe(isKnown)
    }),
  )
})

test('losing a vote never makes the rest more certain than they were with it on their side', () => {
  fc.assert(
    fc.property(codes, fc.nat(3), (votes, lost) => {
      const known = votes.reduce((sum, code, i) => sum + (i !== lost && Number.isFinite(code) ? weights[i] : 0), 0)
      const bonus = known > 0.6 + 1e-9 ? 0.2 : known > 0.5 + 1e-9 ? 0.1 : 0
      const { confidence } = of(votes.map((code, i) => (i === lost ? none : code)) as unknown as Codes)
      if (known > 0) expect(confidence).toBeLessThanOrEqual(known + bonus + 1e-9)
    }),
  )
})

test('a vote that turns to risk off never makes the regime bolder', () => {
  const off = [0, 2, 2] as const
  fc.assert(
    fc.property(codes, fc.nat(2), (votes, which) => {
      const before = of(votes).regime
      const after = of(votes.map((code, i) => (i === which ? off[which] : code)) as unknown as Codes).regime
      if (before === riskOff) expect(after).toBe(riskOff)
      if (after === riskOn) expect(before).toBe(riskOn)
    }),
  )
})

test('other weights are taken, if they are shares of one', () => {
  const weights = { sentiment: 1, volatility: 0, correlation: 0, volume: 0 }
  expect(of([3, 2, 2, 2], weights)).toEqual({ regime: riskOn, confidence: 1 })
  expect(() => of([3, 2, 2, 2], { ...weights, volume: 0.1 })).toThrow('composite: weights add up to 1.1, expected 1')
  expect(() => of([3, 2, 2, 2], { ...weights, volume: -1 })).toThrow('weight of volume is -1, expected a number ≥ 0')
})

test('a regime that never changes is stable, one that changes with every bar is not', () => {
  expect(
    stability(
      Float64Array.from({ length: 12 }, () => 3),
      10,
    )[9],
  ).toBe(1)
  expect(
    stability(
      Float64Array.from({ length: 12 }, (_, i) => i % 2),
      10,
    )[11],
  ).toBe(0)
  const once = stability(
    Float64Array.from({ length: 30 }, (_, i) => Number(i >= 15)),
    10,
  )
  expect(once[8]).toBeNaN()
  expect([once[14], once[15], once[23], once[24]]).toEqual([1, 1 - 1 / 9, 1 - 1 / 9, 1])
})

test('a regime that is unknown for a while has to prove itself again', () => {
  const broken = stability(
    Float64Array.from({ length: 30 }, (_, i) => (i === 12 ? none : 1)),
    10,
  )
  expect(broken[11]).toBe(1)
  for (let i = 12; i < 22; i++) expect(broken[i]).toBeNaN()
  expect(broken[22]).toBe(1)
})

const weights = Object.values(voteWeights)

function of([sentiment, volatility, correlation, volume]: Codes, counting: DetectorVotes<number> = voteWeights) {
  const { regime, confidence } = composite(
    {
      ...{ sentiment: Float64Array.of(sentiment), volatility: Float64Array.of(volatility) },
      ...{ correlation: Float64Array.of(correlation), volume: Float64Array.of(volume) },
    },
    counting,
  )
  return { regime: regime[0], confidence: confidence[0] }
}

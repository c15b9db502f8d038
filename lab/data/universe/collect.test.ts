import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, type EpochMs, hour, minute } from '../../market/units.ts'
import { type Collected, type FactName, planReads, type Read, type Spending, timeToLive } from './collect.ts'
import { march } from './testing/assets.ts'

const now = march
const names = Object.keys(timeToLive) as FactName[]
const asset = (
  symbol: string,
  score: number | null,
  readAt: EpochMs | null,
  changes: Partial<Collected['readAt']> = {},
) => ({
  symbol,
  score,
  readAt: { ...(Object.fromEntries(names.map(name => [name, readAt])) as Collected['readAt']), ...changes },
})
const weights = { contexts: 20, book: 2, candles: 22 }
const free = { weights, weightPerMinute: 1_200, spent: [] }
const said = (reads: readonly Read[]) => reads.map(({ call, symbol }) => (symbol === null ? call : `${call} ${symbol}`))

describe('the plan of reads', () => {
  test('reads unread facts first: those of all assets, then those of the best ones', () => {
    const plan = planReads([asset('POOR', 0.2, null), asset('GOOD', 0.9, null)], free, now, 1)
    expect(said(plan)).toEqual(['contexts', 'book GOOD', 'candles GOOD', 'book POOR', 'candles POOR'])
    expect(plan.map(({ weight }) => weight)).toEqual([20, 2, 22, 2, 22])
  })

  test('reads nothing fresh, and each fact again when it is stale', () => {
    const plan = planReads([asset('A', 1, now)], free, now, hour)
    expect(said(plan.slice(0, 1))).toEqual(['contexts'])
    const times = (call: Read['call']) => plan.filter(read => read.call === call).map(({ at }) => (at - now) / 1_000)
    expect(times('contexts')).toEqual(Array.from({ length: 119 }, (_, i) => 30 * (i + 1)))
    expect(times('book')).toEqual(Array.from({ length: 11 }, (_, i) => 300 * (i + 1)))
    expect(times('candles')).toEqual([1_800])
  })

  test('orders by the value of the asset times the square of how overdue the fact is', () => {
    const old = { liquidity: (now - 2 * timeToLive.liquidity) as EpochMs }
    const older = { liquidity: (now - 3 * timeToLive.liquidity) as EpochMs }
    const assets = [asset('A', 0.5, now, older), asset('B', 1, now, old), asset('C', null, now, older)]
    const plan = planReads(assets, free, now, 1)
    expect(said(plan)).toEqual(['book A', 'book B', 'book C'])
    expect(plan.map(({ urgency }) => Number(urgency.toFixed(9)))).toEqual([4.95, 4, 0.9])
  })

  test('waits for the most urgent read instead of slipping cheaper ones in before it', () => {
    const stale = (now - day) as EpochMs
    const assets = [
      asset('A', 1, now, { volatility: stale }),
      asset('B', 0, now, { liquidity: (now - hour) as EpochMs }),
    ]
    const spent = [{ at: (now - 10_000) as EpochMs, weight: 20 }]
    const plan = planReads(assets, { weights, weightPerMinute: 30, spent }, now, minute)
    expect(said(plan)).toEqual(['candles A', 'book B'])
    expect(plan.map(({ at }) => at - now)).toEqual([50_000, 50_000])
  })

  test('of no assets is empty', () => {
    expect(planReads([], free, now)).toEqual([])
  })

  test('with a budget too small for one read is rejected', () => {
    expect(() => planReads([], { weights, weightPerMinute: 21, spent: [] }, now)).toThrow(
      'reads: expected a weight a minute of at least 22, found 21',
    )
  })
})

const anyTime = fc.option(
  fc.integer({ min: 0, max: 3 * hour }).map(age => (now - age) as EpochMs),
  { nil: null },
)
const anyAssets = fc
  .array(
    fc.record({
      score: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
      readAt: fc.record(Object.fromEntries(names.map(name => [name, anyTime])) as Record<FactName, typeof anyTime>),
    }),
    { maxLength: 25 },
  )
  .map(assets => assets.map((one, i) => ({ symbol: `S${i}`, ...one })))
const anySpent = fc.array(
  fc.record({
    at: fc.integer({ min: -minute, max: 0 }).map(ago => (now + ago) as EpochMs),
    weight: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 10 },
)

test('no minute exceeds the budget, and the order of the assets does not matter', () => {
  fc.assert(
    fc.property(anyAssets, anySpent, fc.integer({ min: 30, max: 1_200 }), (assets, spent, weightPerMinute) => {
      const plan = planReads(assets, { weights, weightPerMinute, spent }, now, 3 * minute)
      const all: readonly Spending[] = [...spent, ...plan]
      for (const { at } of plan) {
        const inMinute = all.filter(one => one.at > at - minute && one.at <= at)
        expect(inMinute.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(weightPerMinute)
        expect(at).toBeLessThan(now + 3 * minute)
      }
      for (const [i, { at }] of plan.entries()) if (i > 0) expect(at).toBeGreaterThanOrEqual(plan[i - 1].at)
      expect(planReads([...assets].reverse(), { weights, weightPerMinute, spent }, now, 3 * minute)).toEqual(plan)
    }),
    { numRuns: 100 },
  )
})

test('every asset is read eventually, however small the budget and the score', () => {
  fc.assert(
    fc.property(anyAssets, fc.integer({ min: 40, max: 200 }), (assets, weightPerMinute) => {
      const plan = planReads(assets, { weights, weightPerMinute, spent: [] }, now, 12 * hour)
      for (const { symbol } of assets) {
        for (const call of ['book', 'candles'] as const) {
          const times = plan.filter(read => read.symbol === symbol && read.call === call).map(({ at }) => at)
          const waits = [...times, now + 12 * hour].map((at, i) => at - (i === 0 ? now : times[i - 1]))
          // Prices alone use up to 40 a minute; they too give way to reads that have waited long enough.
          expect(Math.max(...waits)).toBeLessThan(6 * hour)
        }
      }
    }),
    { numRuns: 15 },
  )
})

test('when not everything can be fresh, better assets are fresher', () => {
  const assets = Array.from({ length: 40 }, (_, i) => asset(`S${i}`, i / 39, null))
  const plan = planReads(assets, { weights, weightPerMinute: 60, spent: [] }, now, 12 * hour)
  const readsOf = (from: number, to: number) =>
    plan.filter(({ symbol }) => symbol !== null && Number(symbol.slice(1)) >= from && Number(symbol.slice(1)) < to)
      .length
  const quarters = [readsOf(0, 10), readsOf(10, 20), readsOf(20, 30), readsOf(30, 40)]
  expect([...quarters].sort((a, b) => a - b)).toEqual(quarters)
  expect(quarters[3]).toBeGreaterThan(1.5 * quarters[0])
})

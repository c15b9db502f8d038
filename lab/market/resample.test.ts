import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { candles } from '../testing/candles.ts'
import { craftedBars, newYear } from '../testing/crafted.ts'
import { sharedFile } from '../testing/shared.ts'
import { type Bars, between } from './bars.ts'
import { resample } from './resample.ts'
import { type DurationMs, hour, minute, showTime } from './units.ts'

const rows = [
  [10, 12, 9, 11],
  [11, 15, 10, 14],
  [14, 14, 8, 9],
  [9, 10, 9, 10],
] as const
const quarters = (missing: readonly number[] = []) =>
  craftedBars([...rows, ...rows], { interval: 15 * minute, funding: 0.001, missing })
const candlesOf = ({ open, high, low, close, volume }: Bars) =>
  Array.from(open, (_, i) => [open[i], high[i], low[i], close[i], volume[i]])

describe('a longer bar', () => {
  test('opens with the first, closes with the last, and reaches as far as any', () => {
    const hours = resample(quarters(), hour)
    expect(candlesOf(hours)).toEqual([
      [10, 15, 8, 10, 4],
      [10, 15, 8, 10, 4],
    ])
    expect([...hours.openTime]).toEqual([newYear, newYear + hour])
    expect(hours.interval).toBe(hour)
    expect(hours.funding?.[0]).toBeCloseTo(0.001, 15)
  })
  test.each([
    ['first', 0],
    ['middle', 2],
    ['last', 3],
  ])('is left out when its %s part is missing', (_, row) => {
    expect([...resample(quarters([row]), hour).openTime]).toEqual([newYear + hour])
  })
  test('is left out while it is not over', () => {
    expect(resample(quarters([7]), hour).openTime).toHaveLength(1)
    expect(resample(quarters([0, 7]), hour).openTime).toHaveLength(0)
  })
  test('keeps where the bars came from', () => {
    expect(resample(quarters(), hour)).toMatchObject({ symbol: 'SYN-A', venue: 'synthetic', synthetic: true })
  })
  test.each([10 * minute, 20 * minute, 0])('of %d ms cannot be made of quarters', interval => {
    expect(() => resample(quarters(), interval)).toThrow(/not a whole multiple/)
  })
})

test('by way of five minutes one comes to the same hour', () => {
  const [minutes] = syntheticMarket({ seed: 5, symbols: ['SYN-A'], interval: minute, bars: 3 * 1_440, gaps: 0.0005 })
  const straight = resample(minutes, hour)
  const around = resample(resample(minutes, 5 * minute), hour)
  expect(straight.openTime.length).toBeGreaterThan(50)
  expectSame(around, straight)
  expect(resample(minutes, minute)).toEqual(minutes)
})

const prices = ['open', 'high', 'low', 'close'] as const
const intervals = { '1m': minute, '5m': 5 * minute, '15m': 15 * minute, '1h': hour, '4h': 4 * hour } as const
type Name = keyof typeof intervals
const file = (name: Name) => sharedFile(`data/candles_${name}_hyperliquid.parquet`)
const pairs: readonly (readonly [Name, Name])[] = [
  ['1m', '5m'],
  ['5m', '15m'],
  ['5m', '1h'],
  ['15m', '1h'],
  ['1h', '4h'],
]

/** Days on which the files were continued: each keeps the bar that was moving when an earlier download ended, as it was then. */
const seams = ['2025-04-20', '2025-05-25', '2025-06-08', '2025-07-19']

describe('real candles', () => {
  for (const [fine, coarse] of pairs) {
    const [from, to] = [file(fine), file(coarse)]
    test.skipIf(!from || !to)(
      `of ${fine} make those of ${coarse} that the venue gave, but for a bar where downloads meet`,
      async () => {
        for (const symbol of ['BTC', 'ETH', 'SOL']) {
          const read = (path: string | undefined, interval: DurationMs) =>
            candles(String(path), { symbol, interval, venue: 'hyperliquid' })
          const [small, large] = await Promise.all([read(from, intervals[fine]), read(to, intervals[coarse])])
          const made = resample(small, intervals[coarse])
          // The last of each file was still moving when it was written down.
          const end = Math.min(made.openTime[made.openTime.length - 1], large.openTime[large.openTime.length - 1])
          const [ours, theirs] = [between(made, 0, end), between(large, made.openTime[0], end)]
          expect(ours.openTime.length).toBeGreaterThan(1_300)
          expect([...ours.openTime]).toEqual([...theirs.openTime])
          const odd = differing(ours, theirs).map(row => showTime(ours.openTime[row]).slice(0, 10))
          expect(odd.length).toBeLessThanOrEqual(3)
          expect(seams).toEqual(expect.arrayContaining(odd))
        }
      },
    )
  }
})

function expectSame(a: Bars, b: Bars): void {
  expect([...a.openTime]).toEqual([...b.openTime])
  expect(differing(a, b)).toEqual([])
}

/** Rows in which a price differs, or the volume by more than the dust of its sum. */
const differing = (a: Bars, b: Bars): readonly number[] =>
  Array.from(a.openTime, (_, i) => i).filter(
    i =>
      prices.some(name => a[name][i] !== b[name][i]) ||
      Math.abs(a.volume[i] - b.volume[i]) > 1e-9 * Math.max(1, a.volume[i]),
  )

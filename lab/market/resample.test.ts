import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { candles } from '../testing/candles.ts'
import { craftedBars, newYear } from '../testing/crafted.ts'
import { sharedFile } from '../testing/shared.ts'
import { type Bars, between, type OptionalColumn, slice } from './bars.ts'
import { resample } from './resample.ts'
import { anyBars, columnsOf } from './testing/columns.ts'
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

describe('what is known besides the candle', () => {
  const nothing = Number.NaN
  const hourOf = (name: OptionalColumn, values: readonly number[], volume: readonly number[] = [1, 2, 3, 4]) =>
    resample(
      { ...slice(quarters(), 0, 4), volume: Float64Array.from(volume), [name]: Float64Array.from(values) },
      hour,
    )[name]?.[0]

  test('is the mean funding rate, the volume-weighted price, and the sentiment at the close', () => {
    expect(
      hourOf(
        'funding',
        [1, 2, 3, 6].map(rate => rate * 2 ** -20),
      ),
    ).toBe(3 * 2 ** -20)
    expect(hourOf('vwap', [11, 12, 10, 9.5])).toBeCloseTo((11 + 24 + 30 + 38) / 10, 13)
    expect(hourOf('sentiment', [20, 30, 40, 50])).toBe(50)
  })
  test('is unknown when a part that counts is', () => {
    expect(hourOf('funding', [1, nothing, 1, 1])).toBeNaN()
    expect(hourOf('vwap', [11, nothing, 10, 9.5])).toBeNaN()
    expect(hourOf('sentiment', [20, 30, 40, nothing])).toBeNaN()
  })
  test('is known when only parts without trades have no mean price, or only sentiment before the close is missing', () => {
    expect(hourOf('vwap', [11, nothing, nothing, 9.5], [3, 0, 0, 1])).toBe(10.625)
    expect(hourOf('vwap', [nothing, nothing, nothing, nothing], [0, 0, 0, 0])).toBeNaN()
    expect(hourOf('sentiment', [nothing, nothing, nothing, 50])).toBe(50)
  })

  test('is in longer bars what it is in theirs, column by column, whatever is missing', () => {
    let [known, unknown] = [0, 0]
    fc.assert(
      fc.property(anyBars, fc.constantFrom(2, 5, 15), (bars, parts) => {
        const long = resample(bars, parts * minute)
        expect(columnsOf(long)).toEqual(columnsOf(bars))
        for (let i = 0; i < long.openTime.length; i++) {
          const part = between(bars, long.openTime[i], long.openTime[i] + long.interval)
          const { funding, vwap, sentiment } = plainly(part)
          if (long.funding) expectNear(long.funding[i], funding)
          if (long.vwap) expectNear(long.vwap[i], vwap)
          if (long.sentiment) expect(long.sentiment[i]).toBe(sentiment)
          if (long.vwap) Number.isNaN(vwap) ? unknown++ : known++
        }
      }),
    )
    expect(Math.min(known, unknown)).toBeGreaterThan(0)
  })
  test('comes to the same by way of bars in between', () => {
    fc.assert(
      fc.property(anyBars, bars => {
        const straight = resample(bars, 15 * minute)
        const around = resample(resample(bars, 5 * minute), 15 * minute)
        for (const name of columnsOf(straight)) {
          for (let i = 0; i < straight.openTime.length; i++) {
            expectNear(around[name]?.[i], straight[name]?.[i])
          }
        }
      }),
    )
  })
  test('owes nothing to bars that come later', () => {
    fc.assert(
      fc.property(anyBars, fc.nat(300), (bars, end) => {
        const early = resample(slice(bars, 0, Math.min(end, bars.close.length)), 5 * minute)
        expect(slice(resample(bars, 5 * minute), 0, early.close.length)).toEqual(early)
      }),
    )
  })
  test('stays as it is in bars of their own length', () => {
    fc.assert(
      fc.property(anyBars, bars => {
        expect(resample(bars, minute)).toEqual(bars)
      }),
    )
  })
  test('is one price when there was but one, to the last bit', () => {
    fc.assert(
      fc.property(anyBars, fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (bars, price) => {
        const column = new Float64Array(bars.close.length).fill(price)
        const prices = { open: column, high: column, low: column, close: column }
        const long = resample({ ...bars, ...prices, vwap: column }, 5 * minute)
        for (let i = 0; i < long.close.length; i++) if (long.volume[i] > 0) expect(long.vwap?.[i]).toBe(price)
      }),
    )
  })
})

/** Unknown where the other is, and else the same but for the dust of sums. */
function expectNear(found = Number.NaN, expected = Number.NaN): void {
  if (Number.isNaN(expected)) expect(found).toBeNaN()
  else expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(expected)))
}

/** The columns of one longer bar, written as one would explain them. */
function plainly(part: Bars): Record<OptionalColumn, number> {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const volume = Array.from(part.volume)
  const traded = volume.flatMap((size, i) => (size > 0 ? [{ size, price: part.vwap?.[i] ?? Number.NaN }] : []))
  return {
    funding: sum(Array.from(part.funding ?? [])) / volume.length,
    vwap: sum(traded.map(({ size, price }) => size * price)) / sum(volume),
    sentiment: Array.from(part.sentiment ?? []).at(-1) ?? Number.NaN,
  }
}

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

/** At 10:50 on this day the venue began its candles anew: those that were open lack what had been traded before. */
const restart = '2025-04-20'

describe('real candles', () => {
  for (const [fine, coarse] of pairs) {
    const [from, to] = [file(fine), file(coarse)]
    test.skipIf(!from || !to)(
      `of ${fine} make those of ${coarse} that the venue gave, but for the bar of a restart`,
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
          expect(odd.filter(date => date !== restart)).toEqual([])
          expect(odd.length).toBeLessThanOrEqual(1)
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

test('a longer bar opens with the first trade in it, not with the price that a venue repeats in a silence before', () => {
  const flat = (price: number) => [price, price, price, price, 0] as const
  const rows = [flat(100), flat(100), [103, 105, 102, 104, 2], flat(104)] as const
  const column = (at: number) => Float64Array.from(rows, row => row[at])
  const bars = {
    ...{ symbol: 'BTC', venue: 'test', synthetic: false, interval: minute, openTime: new Float64Array([0, 1, 2, 3]) },
    ...{ open: column(0), high: column(1), low: column(2), close: column(3), volume: column(4) },
  }
  bars.openTime = bars.openTime.map(i => Date.UTC(2025, 0, 1) + i * minute)
  const [whole, silent] = [resample(bars, 4 * minute), resample(slice(bars, 0, 2), 2 * minute)]
  expect([whole.open[0], whole.high[0], whole.low[0], whole.close[0]]).toEqual([103, 105, 102, 104])
  expect([silent.open[0], silent.high[0], silent.low[0], silent.close[0]]).toEqual([100, 100, 100, 100])
})

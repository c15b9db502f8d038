import { describe, expect, test } from 'vitest'
import { type Bars, between, makeBars, mapColumns, slice } from '../../market/bars.ts'
import { day, type EpochMs, hour } from '../../market/units.ts'
import { factsOf } from './facts.ts'
import { recordOf } from './record.ts'
import { bars, book, context, march } from './testing/assets.ts'

const at = march
const long = bars('A', { from: at - 100 * day, to: at + 10 * day })
const known = (of: Bars, when: number = at) => {
  const facts = factsOf(recordOf(of), when as EpochMs)
  if (!facts) throw new Error('expected facts')
  return facts
}
/** The bars with some rows replaced. */
const without = (of: Bars, drop: (time: number) => boolean): Bars => {
  const rows = Array.from(of.openTime.length ? of.openTime : [], (_, i) => i).filter(i => !drop(of.openTime[i]))
  return makeBars(mapColumns(of, column => Float64Array.from(rows, row => column[row])))
}
const silent = (of: Bars, until: number): Bars => ({
  ...of,
  volume: Float64Array.from(of.volume, (value, i) => (of.openTime[i] < until ? 0 : value)),
})

describe('age', () => {
  test('counts from the first bar with volume, not from the first bar', () => {
    expect(known(long).ageDays).toBe(100)
    expect(known(silent(long, at - 40 * day)).ageDays).toBe(40)
  })
  test('is unknown before a bar has traded', () => {
    expect(known(silent(long, at)).ageDays).toBeNull()
    expect(known(silent(long, at)).missingShare).toBeNull()
    expect(known(silent(long, at)).volatility).toBeNull()
  })
})

describe('daily volume', () => {
  test('is the mean and median of the last 30 whole days', () => {
    const days = Array.from({ length: 30 }, (_, i) => {
      const { close, volume } = between(long, at - (i + 1) * day, at - i * day)
      return close.length === 24 ? Array.from(close, (price, k) => price * volume[k]).reduce((a, b) => a + b) : 0
    }).sort((a, b) => a - b)
    expect(known(long).meanVolumeUsd).toBeCloseTo(days.reduce((a, b) => a + b) / 30, 3)
    expect(known(long).medianVolumeUsd).toBeCloseTo((days[14] + days[15]) / 2, 3)
  })
  test('does not include the current day', () => {
    expect(known(long, at + 7 * hour).medianVolumeUsd).toBe(known(long).medianVolumeUsd)
  })
  test('is unknown from fewer than 20 days', () => {
    expect(known(bars('A', { from: at - 20 * day, to: at })).medianVolumeUsd).not.toBeNull()
    expect(known(bars('A', { from: at - 20 * day + hour, to: at })).medianVolumeUsd).toBeNull()
  })
})

describe('volatility', () => {
  test('is the sample deviation of the log returns between daily closes', () => {
    const closes = Array.from({ length: 31 }, (_, i) => between(long, at - (30 - i) * day - hour, at).close[0])
    const returns = closes.slice(1).map((close, i) => Math.log(close / closes[i]))
    const mean = returns.reduce((a, b) => a + b) / 30
    const variance = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 29
    expect(known(long).volatility).toBeCloseTo(Math.sqrt(variance), 12)
  })
  test('is the same from hourly and from daily bars', () => {
    const daily = makeBars({
      ...long,
      interval: day,
      ...Object.fromEntries(
        (['openTime', 'open', 'high', 'low', 'close', 'volume'] as const).map(name => {
          return [
            name,
            Float64Array.from({ length: 110 }, (_, i) => {
              const one = slice(long, 24 * i, 24 * i + 24)
              const [first, last] = [one[name][0], one[name][23]]
              const all = Array.from(one[name])
              if (name === 'close') return last
              return name === 'high' ? Math.max(...all) : name === 'low' ? Math.min(...all) : first
            }),
          ]
        }),
      ),
    })
    expect(known(daily).volatility).toBe(known(long).volatility)
  })
  test('leaves out both returns of a missing close', () => {
    const lastHour = (daysAgo: number) => at - daysAgo * day - hour
    const few = without(long, time => [5, 7, 9, 11, 13].some(ago => time === lastHour(ago)))
    expect(known(few).volatility).not.toBeNull()
    const fewer = without(long, time => [5, 7, 9, 11, 13, 15].some(ago => time === lastHour(ago)))
    expect(known(fewer).volatility).toBeNull()
  })
})

describe('spread and depth', () => {
  const record = recordOf(long, { books: [book(at - hour), book(at - 2 * hour), book(at + 1)] })
  test('come from the books of the last day, depth in USD on either side', () => {
    const facts = factsOf(record, at)
    expect(facts?.spread?.from).toBe('book')
    expect(facts?.spread?.value).toBeCloseTo(0.001, 12)
    expect(facts?.book?.snapshots).toBe(2)
    // 99.95·100 + 99.9·200 + 99.8·300 and 100.05·50 + 100.1·100 + 100.2·150; within 10 bps of 100 lie two levels of either side.
    expect(facts?.book?.top5).toEqual({ bidUsd: 59_915, askUsd: 30_042.5 })
    expect(facts?.book?.within10Bps?.bidUsd).toBeCloseTo(29_975, 6)
    expect(facts?.book?.within25Bps).toEqual(facts?.book?.top5)
  })
  test('of a one-sided book have no spread, and depth 0 on the empty side', () => {
    const facts = factsOf(recordOf(long, { books: [book(at, { askPrices: [], askSizes: [] })] }), at)
    expect(facts?.book).toMatchObject({ spread: null, top5: { askUsd: 0 }, within10Bps: null })
    expect(facts?.spread?.from).toBe('estimated')
  })
  test('a crossed book is ignored', () => {
    const facts = factsOf(recordOf(long, { books: [book(at, { bidPrices: [101, 99, 98] })] }), at)
    expect(facts?.book).toMatchObject({ snapshots: 0, top5: null })
  })
  test('without a fresh book come from the impact prices, and without those from highs and lows, labelled', () => {
    const stale = [book(at - day)]
    const impact = factsOf(recordOf(long, { books: stale, contexts: [context(at - hour)] }), at)
    expect(impact).toMatchObject({ book: null, spread: { from: 'impact' }, openInterestUsd: 100_000 })
    expect(impact?.spread?.value).toBeCloseTo(0.002, 12)
    expect(factsOf(recordOf(long, { books: stale }), at)).toMatchObject({ book: null, spread: { from: 'estimated' } })
  })
})

test('missing bars are a share of those due since the listing', () => {
  expect(known(long).missingShare).toBe(0)
  const holes = without(long, time => time >= at - 3 * day && time < at)
  expect(known(holes).missingShare).toBeCloseTo(0.1, 12)
  const young = without(bars('A', { from: at - 10 * day, to: at }), time => time === at - 5 * day)
  expect(known(young).missingShare).toBeCloseTo(1 / 240, 12)
})

test('silence is the time since the end of the last bar with volume', () => {
  expect(known(long).silentDays).toBe(0)
  expect(known(between(long, 0, at - 2 * day)).silentDays).toBe(2)
  const idle = { ...long, volume: Float64Array.from(long.volume, (v, i) => (long.openTime[i] < at - day ? v : 0)) }
  expect(known(idle).silentDays).toBe(1)
})

test('leverage and delisting are those of the last listing by then', () => {
  const listings = [
    { t: (at - day) as EpochMs, maxLeverage: 5, delisted: false },
    { t: (at + 1) as EpochMs, maxLeverage: 3, delisted: true },
    { t: (at - 9 * day) as EpochMs, maxLeverage: 20, delisted: false },
  ]
  const record = recordOf(long, { listings, maxLeverage: 50 })
  expect(factsOf(record, (at - 10 * day) as EpochMs)).toMatchObject({ maxLeverage: 50, delisted: null })
  expect(factsOf(record, at)).toMatchObject({ maxLeverage: 5, delisted: false })
  expect(factsOf(record, (at + day) as EpochMs)).toMatchObject({ maxLeverage: 3, delisted: true })
})

test('a bar counts from the moment it closes', () => {
  const one = slice(long, 0, 1)
  const end = one.openTime[0] + hour
  expect(factsOf(recordOf(one), (end - 1) as EpochMs)).toBeNull()
  expect(known(one, end)).toMatchObject({ ageDays: 1 / 24, silentDays: 0 })
})

test('intervals that do not divide a day are rejected in one line', () => {
  expect(() => recordOf({ ...long, interval: 5 * hour })).toThrow(
    'test A: expected bars of an interval that divides a day, found 5h',
  )
})

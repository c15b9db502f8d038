import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bars, between, type Column, mapColumns } from '../../market/bars.ts'
import { day, type EpochMs, hour } from '../../market/units.ts'
import { gaussian, stream } from '../../random.ts'
import { universeAt, universes } from './history.ts'
import { monthStarts } from './month-starts.ts'
import { type AssetRecord, recordOf } from './record.ts'
import { bars, book, context, march } from './testing/assets.ts'

const start = Date.UTC(2024, 0, 1) as EpochMs
const end = Date.UTC(2024, 5, 1) as EpochMs
const months = monthStarts(start, end)
const record = (of: Bars) => recordOf(of, { maxLeverage: 10 })
const living = ['A', 'B', 'C'].map(symbol => record(bars(symbol, { from: start - 60 * day, to: end })))
/** Traded until the middle of April. */
const mortal = record(bars('DEAD', { from: start - 60 * day, to: Date.UTC(2024, 3, 15) }))
/** Traded from the middle of January. */
const late = record(bars('LATE', { from: Date.UTC(2024, 0, 15), to: end }))
const market = [...living, mortal, late]

const history = universes(market, months)
const chosenAt = (month: number) => history[month].chosen.map(({ symbol }) => symbol).sort()

describe('the universe of a time', () => {
  test('holds an asset while it is traded, and not after', () => {
    expect(months.map((_, month) => chosenAt(month).includes('DEAD'))).toEqual([true, true, true, true, false])
    expect(history[4].excluded).toMatchObject([{ symbol: 'DEAD', rule: 'silence' }])
  })

  test('leaves out an asset before its first bar, and does not choose it before the least age', () => {
    const everyone = (month: number) => [...chosenAt(month), ...history[month].excluded.map(({ symbol }) => symbol)]
    expect(everyone(0)).not.toContain('LATE')
    expect(history[1].excluded).toMatchObject([{ symbol: 'LATE', rule: 'age' }])
    expect(chosenAt(2)).toContain('LATE')
  })

  test('is in force until the next is chosen', () => {
    expect(universeAt(history, start - 1)).toBeNull()
    expect(universeAt(history, start)).toBe(history[0])
    expect(universeAt(history, march - 1)).toBe(history[1])
    expect(universeAt(history, march)).toBe(history[2])
    expect(universeAt(history, end + 900 * day)).toBe(history[4])
  })

  test('equals a choice made for that time alone, in any order of the assets', () => {
    for (const universe of history) expect(universes([...market].reverse(), [universe.at])).toEqual([universe])
  })
})

/** The asset with all data later than `at` replaced at random, some removed and much added. */
function corrupted(of: AssetRecord, at: number, seed: number): AssetRecord {
  const next = stream(seed, of.symbol)
  const { openTime, interval } = of.bars
  const isKnown = (i: number) => openTime[i] + interval <= at
  const past = Array.from({ length: openTime.length }, (_, i) => i).filter(isKnown).length
  const bend = (column: Column) =>
    Float64Array.from(column, (value, i) => (isKnown(i) ? value : value * Math.exp(gaussian(next))))
  const loose = mapColumns(of.bars, (column, name) => (name === 'openTime' ? column : bend(column)))
  const { open, high, low, close } = loose
  const perturbed = {
    ...loose,
    high: Float64Array.from(high, (value, i) => (isKnown(i) ? value : Math.max(value, open[i], close[i]))),
    low: Float64Array.from(low, (value, i) => (isKnown(i) ? value : Math.min(value, open[i], close[i]))),
  }
  const until = next() < 0.5 ? openTime[past] + Math.floor(next() * 200) * hour : Number.POSITIVE_INFINITY
  const after = at + 1 + Math.floor(next() * day)
  return recordOf(Number.isNaN(until) ? perturbed : between(perturbed, 0, until), {
    maxLeverage: of.maxLeverage,
    books: [book(after, { symbol: of.symbol }), ...of.books.filter(({ t }) => t <= at)],
    contexts: [...of.contexts.filter(({ t }) => t <= at), context(after, { symbol: of.symbol, markPrice: 7 })],
    listings: [{ t: after as EpochMs, maxLeverage: 1, delisted: true }],
  })
}

test('later data never change the universe of a time', () => {
  const recorded = market.map(one => ({
    ...one,
    books: months.flatMap(at => [book(at - hour, { symbol: one.symbol }), book(at + hour, { symbol: one.symbol })]),
    contexts: months.map(at => context(at, { symbol: one.symbol })),
  }))
  const newcomer = (at: number) => record(bars('NEW', { from: at, to: at + 40 * day }))
  const time = fc.integer({ min: 0, max: (end - start) / hour }).map(hours => (start + hours * hour) as EpochMs)
  fc.assert(
    fc.property(time, fc.nat(59), fc.nat(), (onTheHour, minutes, seed) => {
      const at = (onTheHour + minutes * 60_000) as EpochMs
      const perturbed = recorded.map(one => corrupted(one, at, seed))
      expect(universes([...perturbed, newcomer(onTheHour)], [at])).toEqual(universes(recorded, [at]))
    }),
    { numRuns: 40 },
  )
})

test('earlier data do change it, so the law above is not empty', () => {
  const [a, ...rest] = market
  const close = a.bars.close.length
  const volume = Float64Array.from(a.bars.volume, (value, i) => (i < close / 2 ? value : value / 1e3))
  const [before] = universes([a, ...rest], [march])
  const [after] = universes([{ ...a, bars: { ...a.bars, volume } }, ...rest], [(end - hour) as EpochMs])
  expect(before.chosen.map(({ symbol }) => symbol)).toContain('A')
  expect(after.excluded.find(({ symbol }) => symbol === 'A')).toMatchObject({ rule: 'volume' })
})

describe('monthly choices', () => {
  const iso = (from: string, to: string) =>
    monthStarts(Date.parse(from) as EpochMs, Date.parse(to) as EpochMs).map(at =>
      new Date(at).toISOString().slice(0, 10),
    )
  test('are made on the first at 00:00 UTC, without the end', () => {
    expect(iso('2023-12-01', '2024-03-01')).toEqual(['2023-12-01', '2024-01-01', '2024-02-01'])
  })
  test('start at the given start, anywhere in a month', () => {
    expect(iso('2024-01-31', '2024-03-02')).toEqual(['2024-01-31', '2024-02-01', '2024-03-01'])
    expect(iso('2024-01-31', '2024-01-31')).toEqual([])
  })
})

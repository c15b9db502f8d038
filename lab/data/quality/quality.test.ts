import { expect, test } from 'vitest'
import type { Bars, Column } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { sharedFile } from '../../testing/shared.ts'
import { inspectFile } from '../files/inspect.ts'
import { newYear, walk } from '../testing/lake.ts'
import { quality } from './quality.ts'
import { showQuality } from './show.ts'

const clean = walk('BTC', 500)
const columns = ['openTime', 'open', 'high', 'low', 'close', 'volume'] as const

/** The bars with their rows in the given order. */
function rows(bars: Bars, order: readonly number[]): Bars {
  return {
    ...bars,
    ...Object.fromEntries(columns.map(name => [name, Float64Array.from(order, row => bars[name][row])])),
  }
}
const all = Array.from({ length: 500 }, (_, row) => row)
const changed = (name: (typeof columns)[number], row: number, value: number): Bars => ({
  ...clean,
  [name]: Float64Array.from(clean[name]).with(row, value),
})

test('sound candles have no oddities', () => {
  const { symbol, interval, rows, first, last, outlierRule, otherInterval, ...findings } = quality(clean)
  expect({ symbol, interval, rows, first, last }).toEqual({
    ...{ symbol: 'BTC', interval: hour, rows: 500 },
    ...{ first: newYear, last: newYear + 499 * hour },
  })
  expect(otherInterval).toBeUndefined()
  for (const found of Object.values(findings)) expect(found).toEqual([])
})

test('consecutive missing bars are one gap from the first missing to the next present bar', () => {
  const report = quality(
    rows(
      clean,
      all.filter(row => row < 100 || row > 102),
    ),
  )
  expect(report.gaps).toEqual([{ from: newYear + 100 * hour, to: newYear + 103 * hour, missing: 3 }])
  expect(report.oddSteps).toEqual([])
})

test('a bar written twice is a duplicate, equal or different', () => {
  const twice = quality(rows(clean, [...all.slice(0, 8), 7, ...all.slice(8)]))
  expect(twice.duplicates).toEqual([{ openTime: newYear + 7 * hour, rows: [7, 8], agree: true }])
  const contradicted = quality(changed('openTime', 8, newYear + 7 * hour))
  expect(contradicted.duplicates).toEqual([{ openTime: newYear + 7 * hour, rows: [7, 8], agree: false }])
})

test('a row out of order is reported, and is not a gap', () => {
  const report = quality(rows(clean, [...all.slice(0, 5), 6, 5, ...all.slice(7)]))
  expect(report.disordered).toEqual([6])
  expect(report.gaps).toEqual([])
})

test('a time in another unit is reported with the unit it seems to be in', () => {
  expect(quality(changed('openTime', 3, 1_735_700_400)).mistimed).toEqual([
    { row: 3, openTime: 1_735_700_400, looksLike: 'seconds' },
  ])
})

test('a bar off the grid and an interval other than stated are reported', () => {
  const odd = quality(changed('openTime', 3, newYear + 3 * hour + 60_000))
  expect(odd.oddSteps.map(one => one.step)).toEqual([hour + 60_000, hour - 60_000])
  expect(quality({ ...clean, interval: 60_000 }).otherInterval).toBe(hour)
})

test('cells that are not numbers and rows that are not valid candles are reported separately', () => {
  const nan = quality(changed('close', 9, Number.NaN))
  expect(nan.nonFinite).toEqual([{ row: 9, openTime: newYear + 9 * hour, why: 'not a number: close' }])
  expect(nan.inconsistent).toEqual([])
  const low = quality(changed('high', 9, 1))
  expect(low.inconsistent.map(flaw => flaw.row)).toEqual([9])
  expect(low.inconsistent[0].why).toMatch(/high 1 is below low/)
  expect(quality(changed('volume', 9, -1)).inconsistent[0].why).toBe('volume -1 is below 0')
  expect(quality(changed('low', 9, -1)).inconsistent[0].why).toBe('a price is not above 0')
})

test('consecutive bars without volume are one run', () => {
  const volume = Float64Array.from(clean.volume, v => v + 1)
    .fill(0, 20, 30)
    .with(40, 0)
  expect(quality({ ...clean, volume }).idle).toEqual([
    { from: newYear + 20 * hour, to: newYear + 29 * hour, bars: 10 },
    { from: newYear + 40 * hour, to: newYear + 40 * hour, bars: 1 },
  ])
})

test('a bad tick gives two outliers, there and back; a return across a gap is not judged', () => {
  const spike = { ...clean, close: Float64Array.from(clean.close, (price, i) => (i === 250 ? price * 3 : price)) }
  const high: Column = Float64Array.from(spike.high).with(250, clean.high[250] * 4)
  const report = quality({ ...spike, high })
  expect(report.outliers.map(one => [one.openTime, Math.sign(one.deviations)])).toEqual([
    [newYear + 250 * hour, 1],
    [newYear + 251 * hour, -1],
  ])
  const apart = walk('BTC', 500)
  const later = { ...apart, openTime: Float64Array.from(apart.openTime, (t, i) => (i < 250 ? t : t + 100 * hour)) }
  const jump = Float64Array.from(apart.close, (price, i) => (i < 250 ? price : price * 2))
  expect(quality({ ...later, close: jump, high: jump.map(price => price * 2) }).outliers).toEqual([])
})

test('where prices do not move, the scale is 0 and nothing is an outlier', () => {
  const flat = new Float64Array(500).fill(100)
  const close = flat.with(250, 101)
  const still = { ...clean, open: flat, high: close, low: flat, close }
  expect(quality(still).outliers).toEqual([])
})

test('a report about no candles is empty', () => {
  expect(quality(rows(clean, []))).toMatchObject({ rows: 0, first: undefined, last: undefined, gaps: [] })
})

test('the table has a line for each symbol and examples of its oddities', () => {
  const text = showQuality([
    quality(
      rows(
        clean,
        all.filter(row => row !== 100),
      ),
    ),
    quality(walk('ETH', 5)),
  ])
  expect(text).toContain('BTC: gap of 1 bar: 2025-01-05 04:00 until 2025-01-05 05:00')
  expect(text.split('\n')[2]).toMatch(/^ETH +1h +5 +2025-01-01 00:00/)
})

const binance = sharedFile('data/candles_1h_binance.parquet')
test.skipIf(!binance)('of 33 Binance symbols only SHIB lacks a bar, and exactly one', async () => {
  const reports = (await inspectFile(binance as string)).map(candles => quality(candles))
  expect(reports).toHaveLength(33)
  expect(reports.reduce((sum, report) => sum + report.rows, 0)).toBe(667_703)
  const withGaps = reports.filter(report => report.gaps.length)
  expect(withGaps.map(({ symbol, gaps }) => [symbol, gaps.map(gap => gap.missing)])).toEqual([['SHIB', [1]]])
  for (const { interval, duplicates, disordered, mistimed, nonFinite, inconsistent } of reports) {
    expect(interval).toBe(hour)
    expect([...duplicates, ...disordered, ...mistimed, ...nonFinite, ...inconsistent]).toEqual([])
  }
})

const dirty = sharedFile('data/dirty/ETH_1h_bad_timestamps.csv')
test.skipIf(!dirty)('a file that counts thousands of seconds is reported row by row', async () => {
  const [report] = (await inspectFile(dirty as string, { symbol: 'ETH' })).map(candles => quality(candles))
  expect(report.mistimed).toHaveLength(21_050)
  expect(new Set(report.mistimed.map(row => row.looksLike))).toEqual(new Set(['thousands of seconds']))
})

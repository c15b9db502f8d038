import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, epochMs, hour } from '../../market/units.ts'
import type { SentimentRow } from '../lake/tables.ts'
import { asKnown, sentimentColumn } from './column.ts'
import { sentimentRows } from './rows.ts'

const start = Date.UTC(2026, 0, 1)
const onDay = (k: number, value: number): SentimentRow =>
  sentimentRows([{ t: epochMs(start + k * day), value, classification: 'Fear' }], epochMs(start + 400 * day))[0]
const hourly = (bars: number) => ({
  interval: hour,
  openTime: Float64Array.from({ length: bars }, (_, i) => start + i * hour),
})

test('a bar has the value that was published by its close', () => {
  const column = sentimentColumn(hourly(30), [onDay(0, 40), onDay(1, 50)])
  // The bar of 01:00 closes at 02:00, when the day's value counts as known.
  expect([...column.slice(0, 3)]).toEqual([Number.NaN, 40, 40])
  expect([...column.slice(24, 27)]).toEqual([40, 50, 50])
})

test('a value published more than two days before is unknown', () => {
  const column = sentimentColumn(hourly(100), [onDay(0, 40), onDay(3, 50)])
  expect(column.lastIndexOf(40)).toBe(49)
  expect(column.indexOf(50)).toBe(73)
  for (let i = 50; i < 73; i++) expect(column[i]).toBeNaN()
})

test('a late day is known late, and a day published after its successor is never used', () => {
  const late = { ...onDay(1, 50), knownAt: epochMs(start + 40 * hour) }
  const column = sentimentColumn(hourly(60), [onDay(0, 40), late, onDay(2, 60)])
  expect([column[38], column[39], column[49]]).toEqual([40, 50, 60])
  const last = { ...late, knownAt: epochMs(start + 55 * hour) }
  expect(sentimentColumn(hourly(60), [onDay(0, 40), last, onDay(2, 60)])[58]).toBe(60)
})

test('daily bars and bars with gaps have what was known at their own close', () => {
  const daily = { interval: day, openTime: Float64Array.of(start, start + day, start + 4 * day) }
  expect([...sentimentColumn(daily, [onDay(0, 40), onDay(1, 50), onDay(5, 60)])]).toEqual([40, 50, Number.NaN])
})

test('without rows the column is unknown', () => {
  for (const value of sentimentColumn(hourly(5), [])) expect(value).toBeNaN()
})

test('rows of two indices, or days out of order, are refused', () => {
  expect(() => sentimentColumn(hourly(5), [onDay(0, 1), { ...onDay(1, 2), symbol: 'other' }])).toThrow(
    'sentiment row 1: is of alternative.me other, expected alternative.me fear-greed as above',
  )
  expect(() => sentimentColumn(hourly(5), [onDay(1, 1), onDay(1, 2)])).toThrow('which is not after 2026-01-02 00:00')
})

test('nothing published after a bar’s close affects it', () => {
  const bars = hourly(24 * 12)
  const history = fc.uniqueArray(fc.record({ k: fc.nat(10), value: fc.nat(100), delay: fc.nat(60) }), {
    selector: ({ k }) => k,
    minLength: 1,
  })
  fc.assert(
    fc.property(history, fc.nat(bars.openTime.length - 1), (days, row) => {
      const rows = days
        .toSorted((a, b) => a.k - b.k)
        .map(({ k, value, delay }) => ({ ...onDay(k, value), knownAt: epochMs(start + k * day + delay * hour) }))
      const close = bars.openTime[row] + hour
      const known = rows.filter(({ knownAt }) => knownAt <= close)
      const newest = known.at(-1)
      const expected = newest && close - newest.knownAt <= 2 * day ? newest.value : Number.NaN
      expect(sentimentColumn(bars, rows)[row]).toBe(expected)
      expect(sentimentColumn(bars, known)[row]).toBe(expected)
    }),
  )
})

test('any value per day reaches the bars at the same times as the index', () => {
  const rows = [onDay(0, 40), onDay(1, 50)]
  expect([...asKnown(hourly(27), rows, [-1, 1])]).toEqual([Number.NaN, ...Array(24).fill(-1), 1, 1])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dailyReturns } from '../backtest/daily.ts'
import { day, epochMs, hour } from '../market/units.ts'
import { newYear } from '../testing/crafted.ts'
import { returnsByDay } from './returns-by-day.ts'

const end = (days: number) => epochMs(newYear + days * day)
/** Equity at bar closes; times in hours after the new year. */
const walked = (...closes: readonly (readonly [hours: number, equity: number])[]) => ({
  cash: 100,
  time: Float64Array.from(closes, ([hours]) => newYear + hours * hour),
  equity: Float64Array.from(closes, ([, equity]) => equity),
})

test('a bar that closes at midnight belongs to the day that ends there', () => {
  const outcome = walked([12, 150], [24, 110], [25, 121])
  expect([...returnsByDay(outcome, newYear, end(2))]).toEqual([110 / 100 - 1, 121 / 110 - 1])
})

test('days without a bar are NaN, also at both ends, and their loss counts on the next known day', () => {
  const outcome = walked([30, 100], [100, 50])
  expect([...returnsByDay(outcome, newYear, end(6))]).toEqual([NaN, 0, NaN, NaN, -0.5, NaN])
})

test('the known rows equal the daily returns used elsewhere', () => {
  const closes = fc
    .uniqueArray(fc.integer({ min: 1, max: 240 }), { minLength: 1 })
    .map(hours => hours.sort((a, b) => a - b))
  fc.assert(
    fc.property(closes, hours => {
      const outcome = walked(...hours.map((at, i) => [at, 90 + ((i * 37) % 23)] as const))
      const known = returnsByDay(outcome, newYear, end(10)).filter(Number.isFinite)
      expect(known).toEqual(dailyReturns(outcome))
    }),
  )
})

test('times inside a day, and bars outside of the days, are refused', () => {
  expect(() => returnsByDay(walked(), epochMs(newYear + hour), end(1))).toThrow('2024-01-01 01:00 is inside a day')
  expect(() => returnsByDay(walked([25, 100]), newYear, end(1))).toThrow('a bar closes 1 days after')
})

import { expect, test } from 'vitest'
import { day } from '../market/units.ts'
import {
  contrarianStrengths,
  sentimentRegime,
  sentimentRegimes,
  sentimentSignal,
  sentimentSignals,
} from './sentiment.ts'
import { sentimentTrend } from './sentiment-trend.ts'

const all = Float64Array.from({ length: 101 }, (_, value) => value)
const start = Date.UTC(2024, 0, 1)

test.each([
  [0, 25, 'extremeFear', 'strongBuy'],
  [26, 45, 'fear', 'weakBuy'],
  [46, 54, 'neutral', 'hold'],
  [55, 75, 'greed', 'weakSell'],
  [76, 100, 'extremeGreed', 'strongSell'],
] as const)('from %i to %i it is %s, and a contrarian says %s', (from, to, regime, signal) => {
  const regimes = sentimentRegimes(all)
  const signals = sentimentSignals(all)
  for (let value = from; value <= to; value++) {
    expect(regimes[value]).toBe(sentimentRegime[regime])
    expect(signals[value]).toBe(sentimentSignal[signal])
  }
})

test.each([
  [0, 1],
  [10, 0.6],
  [25, 0],
  [50, 0],
  [75, 0],
  [80, 0.2],
  [100, 1],
])('at %i the call for the contrary is %d', (value, strength) => {
  expect(contrarianStrengths(Float64Array.of(value))[0]).toBeCloseTo(strength, 15)
})

test('an unknown or invalid sentiment stays unknown', () => {
  const odd = Float64Array.of(Number.NaN, -1, 101, Infinity)
  for (const f of [sentimentRegimes, sentimentSignals, contrarianStrengths]) {
    for (const value of f(odd)) expect(value).toBeNaN()
  }
})

test('a change of more than two since yesterday is a direction', () => {
  const { direction, strength } = trendOf([50, 52, 55, 53, 50, 50, 10, 90])
  expect([...direction]).toEqual([Number.NaN, 0, 1, 0, -1, 0, -1, 1])
  expect([...strength]).toEqual([Number.NaN, 0.04, 0.06, 0.04, 0.06, 0, 0.8, 1])
})

test('the volatility is of seven days in a row, and a week that stands still has none', () => {
  const { volatility } = trendOf([40, 40, 40, 40, 40, 40, 40, 47])
  expect([...volatility.subarray(0, 6)].every(Number.isNaN)).toBe(true)
  expect(volatility[6]).toBe(0)
  expect(volatility[7]).toBeCloseTo(Math.sqrt(6) / 100, 15)
})

test('a lost day leaves the day after without a direction, and a week without volatility', () => {
  const value = Float64Array.from({ length: 20 }, (_, i) => 30 + i * 3)
  const t = value.map((_, i) => start + (i < 10 ? i : i + 1) * day)
  const { direction, strength, volatility } = sentimentTrend(t, value)
  expect([direction[9], direction[10], direction[11]]).toEqual([1, Number.NaN, 1])
  expect(strength[10]).toBeNaN()
  const known = [...volatility.keys()].filter(i => Number.isFinite(volatility[i]))
  expect(known).toEqual([6, 7, 8, 9, 16, 17, 18, 19])
})

function trendOf(value: readonly number[]) {
  const column = Float64Array.from(value)
  return sentimentTrend(
    column.map((_, i) => start + i * day),
    column,
  )
}

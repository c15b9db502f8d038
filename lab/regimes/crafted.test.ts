import { expect, test } from 'vitest'
import { type Bars, slice } from '../market/bars.ts'
import { hour } from '../market/units.ts'
import { gaussian, stream } from '../random.ts'
import { candles } from '../testing/candles.ts'
import { sharedFile } from '../testing/shared.ts'
import { barReturns } from './bar-returns.ts'
import { marketRegime } from './composite.ts'
import { correlationRegime } from './correlation-regime.ts'
import { regimes } from './regimes.ts'
import { barsOf, viewOf } from './testing/view.ts'
import { trendRegime, trendRegimes } from './trend.ts'
import { annualVolatility, volatilityByLevel, volatilityByRank, volatilityRegime } from './volatility.ts'
import { volumeRegime, volumeRegimes } from './volume.ts'

const calm = 0.002
const wild = 0.02

test('a storm after a calm is seen within the window, and so is the calm after the storm', () => {
  const bars = market('X', [1000, 100, 400], [calm, wild, calm])
  const regime = volatilityByRank(annualVolatility(bars, 20), 720, 0.3, 0.7)
  expect(count(regime, 1000 + 5, 1100, volatilityRegime.high)).toBe(95)
  expect(count(regime, 1100 + 20, 1500, volatilityRegime.high)).toBeLessThan(240)
  expect(count(regime, 1100 + 20, 1500, volatilityRegime.low)).toBeGreaterThan(60)
})

test('the documented levels call every hour of a crypto market high; ranks do not', () => {
  // An hourly deviation of .6 % is 56 % a year: an ordinary month of a large perpetual.
  const volatility = annualVolatility(market('X', [3000], [0.006]), 20)
  expect(count(volatilityByLevel(volatility, 0.15, 0.3), 20, 3000, volatilityRegime.high)).toBeGreaterThan(0.99 * 2980)
  const ranked = volatilityByRank(volatility, 720, 0.3, 0.7)
  for (const [code, share] of [
    [volatilityRegime.low, 0.3],
    [volatilityRegime.high, 0.3],
  ] as const) {
    expect(Math.abs(count(ranked, 739, 3000, code) / (3000 - 739) - share)).toBeLessThan(0.1)
  }
})

test('volatility is annualised by the bars’ own interval, and a market that stands still has none', () => {
  const bars = market('X', [500], [0.01])
  const daily = {
    ...bars,
    interval: 24 * hour,
    openTime: Float64Array.from(bars.openTime, (t, i) => t + 23 * i * hour),
  }
  const [hourly, slower] = [annualVolatility(bars, 20), annualVolatility(daily, 20)]
  expect(hourly[400] / slower[400]).toBeCloseTo(Math.sqrt(24), 10)
  expect(annualVolatility(barsOf('STILL', new Float64Array(50).fill(7)), 20)[40]).toBe(0)
})

test('a hole in the data is no storm', () => {
  const bars = market('X', [400], [0.01])
  const open = (row: number) => row < 200 || row >= 300
  const cut = (column: ArrayLike<number>) => Float64Array.from(column).filter((_, i) => open(i))
  const holed: Bars = { ...bars, openTime: cut(bars.openTime), close: cut(bars.close) }
  const at = 200
  expect(barReturns(holed)[at]).toBeCloseTo(Math.log(bars.close[300] / bars.close[199]) / Math.sqrt(101), 15)
  const known = annualVolatility(holed, 20)
  for (let i = 20; i < known.length; i++) expect(known[i]).toBeLessThan(2 * 0.01 * Math.sqrt(8760))
})

test('a market that climbs is a bull, one that falls a bear, one that goes nowhere neither', () => {
  const legs = [0.004, -0.004, 0].flatMap(drift => Array.from({ length: 400 }, () => drift))
  const chance = stream(4, 'legs')
  let price = 100
  const bars = barsOf(
    'X',
    legs.map(drift => (price *= Math.exp(drift + 0.004 * gaussian(chance)))),
  )
  const regime = trendRegimes(bars, 48, 2)
  expect(count(regime, 48, 400, trendRegime.bull)).toBe(352)
  expect(count(regime, 448, 800, trendRegime.bear)).toBe(352)
  expect(count(regime, 848, 1200, trendRegime.sideways)).toBeGreaterThan(300)
  const still = trendRegimes(barsOf('STILL', new Float64Array(60).fill(3)), 48, 2)
  expect(still[59]).toBe(trendRegime.sideways)
})

test('a trend is known as soon as it stands out, never before it begins', () => {
  const chance = stream(5, 'turn')
  let price = 100
  const bars = barsOf(
    'X',
    Array.from({ length: 400 }, (_, i) => (price *= Math.exp((i < 300 ? 0 : 0.01) + 0.004 * gaussian(chance)))),
  )
  const whole = trendRegimes(bars, 48, 3)
  expect(count(whole, 340, 400, trendRegime.bull)).toBe(60)
  const before = trendRegimes(slice(bars, 0, 300), 48, 3)
  for (let i = 0; i < 300; i++) expect(Object.is(before[i], whole[i])).toBe(true)
})

test('a burst of trading is high volume, a lull is low, none at all is unknown', () => {
  const volume = Float64Array.from({ length: 100 }, (_, i) => (i < 40 ? 10 : i < 45 ? 40 : i < 80 ? 10 : 0))
  const regime = volumeRegimes(volume, 20, 0.7, 1.3)
  expect(regime[39]).toBe(volumeRegime.normal)
  expect(regime[40]).toBe(volumeRegime.high)
  expect(regime[46]).toBe(volumeRegime.low)
  expect(regime[80]).toBe(volumeRegime.low)
  expect(regime[99]).toBeNaN()
})

test('calm, unlike and greedy is risk on; panic, wild and all as one is risk off', () => {
  const names = ['A', 'B', 'C', 'D']
  const shared = Array.from({ length: 1400 }, gaussianOf('shared'))
  const all = names.map(name => {
    const own = gaussianOf(name)
    let price = 100
    const closes = shared.map((common, i) => {
      const noise = i < 1200 ? own() : 0.2 * own() + common
      return (price *= Math.exp((i < 700 ? 0.006 : i < 1200 ? calm : wild) * noise))
    })
    return barsOf(name, closes, new Float64Array(1400).fill(10))
  })
  const mood = Float64Array.from({ length: 1400 }, (_, i) => (i < 1200 ? 80 : 10))
  const found = regimes(viewOf(all, mood))
  for (let i = 800; i < 1000; i++) {
    expect(found.correlation[i]).toBe(correlationRegime.breakdown)
    expect(found.regime[i]).toBe(marketRegime.riskOn)
  }
  // .30 + .25 + .25 of the weight, and .2 more for so much of it.
  expect(found.confidence[800]).toBe(1)
  expect(found.regime[1200 + 60]).toBe(marketRegime.riskOff)
  expect(found.confidence[1200 + 60]).toBe(1)
  expect(found.stability[1000]).toBe(1)
})

test('without sentiment and without other symbols, confidence shows how little is known', () => {
  const bars = market('X', [900], [0.006])
  const unknown = new Float64Array(900).fill(Number.NaN)
  const found = regimes(viewOf([bars], unknown))
  for (const value of found.correlation) expect(value).toBeNaN()
  for (let i = 0; i < 19; i++) expect(found.regime[i]).toBeNaN()
  // Only volume and, once there is enough past to rank it, volatility.
  expect(Math.max(...found.confidence.subarray(19))).toBeLessThanOrEqual(0.45)
  const mute = { ...bars, volume: new Float64Array(900) }
  expect(regimes(viewOf([mute], unknown)).regime[700]).toBeNaN()
})

const real = sharedFile('data/candles_1h_binance.parquet')
test.skipIf(!real)('on real hours every regime occurs, none of them nearly always', async () => {
  const year = { venue: 'binance', interval: hour, from: Date.UTC(2023, 6, 1), to: Date.UTC(2024, 6, 1) }
  const all = await Promise.all(
    ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE'].map(symbol => candles(real as string, { symbol, ...year })),
  )
  const n = all[0].close.length
  const view = viewOf(all, new Float64Array(n).fill(Number.NaN))
  const found = regimes(view)
  for (const [column, codes] of [
    [found.volatility, volatilityRegime],
    [found.volume, volumeRegime],
    [found.trend, trendRegime],
  ] as const) {
    const known = Array.from(column).filter(Number.isFinite).length
    for (const code of Object.values(codes)) {
      const share = count(column, 0, n, code) / known
      expect(share).toBeGreaterThan(0.05)
      expect(share).toBeLessThan(0.8)
    }
  }
  expect(count(found.correlation, 0, n, correlationRegime.high)).toBeGreaterThan(0.3 * n)
})

const gaussianOf = (name: string) => {
  const chance = stream(8, name)
  return () => gaussian(chance)
}

/** Runs of so many bars with such a deviation each. */
function market(symbol: string, lengths: readonly number[], deviations: readonly number[]): Bars {
  const next = gaussianOf(symbol)
  let price = 100
  return barsOf(
    symbol,
    lengths.flatMap((length, k) => Array.from({ length }, () => (price *= Math.exp(deviations[k] * next())))),
    lengths.flatMap((length, k) => Array.from({ length }, () => 100 * (1 + deviations[k]) * Math.exp(0.3 * next()))),
  )
}

function count(column: ArrayLike<number>, from: number, to: number, code: number): number {
  let found = 0
  for (let i = from; i < to; i++) if (column[i] === code) found++
  return found
}

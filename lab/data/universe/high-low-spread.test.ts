import { expect, test } from 'vitest'
import { makeBars, slice } from '../../market/bars.ts'
import { day, hour } from '../../market/units.ts'
import { gaussian, integer, stream } from '../../random.ts'
import { highLowSpread } from './high-low-spread.ts'
import { march } from './testing/assets.ts'

/** Bars of `trades` trades each, at bid or ask at random, around a mid that follows a random walk. */
function bounced(spread: number, sigmaOfDay: number, rows: number, trades = 200) {
  const next = stream(5, spread, sigmaOfDay)
  const [openTime, open, high, low, close] = Array.from({ length: 5 }, () => new Float64Array(rows))
  let mid = 100
  for (let i = 0; i < rows; i++) {
    openTime[i] = march + i * day
    const prices = Array.from({ length: trades }, () => {
      mid *= Math.exp((sigmaOfDay / Math.sqrt(trades)) * gaussian(next))
      return mid * (1 + (integer(next, 0, 1) - 0.5) * spread)
    })
    open[i] = prices[0]
    high[i] = Math.max(...prices)
    low[i] = Math.min(...prices)
    close[i] = prices[trades - 1]
  }
  const volume = new Float64Array(rows).fill(1)
  const of = { symbol: 'A', interval: day, venue: 'test', synthetic: false }
  return makeBars({ ...of, openTime, open, high, low, close, volume })
}

test('with a constant mid, the estimate is the spread itself', () => {
  for (const spread of [0.0001, 0.001, 0.02, 0.2]) expect(highLowSpread(bounced(spread, 0, 5))).toBeCloseTo(spread, 9)
})

test('a spread far above volatility is found, and one far below it is overstated, never understated', () => {
  expect(Math.abs((highLowSpread(bounced(0.08, 0.03, 800)) ?? 0) - 0.08)).toBeLessThan(0.008)
  const narrow = highLowSpread(bounced(0.0005, 0.03, 800)) ?? 0
  expect(narrow).toBeGreaterThan(0.0005)
  expect(narrow).toBeLessThan(0.03)
})

test('a price jump between two bars does not change it', () => {
  const still = bounced(0.01, 0.02, 2)
  const jumpBy = (usd: number) => {
    const jump = (column: ArrayLike<number>) => Float64Array.from([column[0], column[1] + usd])
    const { open, high, low, close } = still
    return highLowSpread(makeBars({ ...still, open: jump(open), high: jump(high), low: jump(low), close: jump(close) }))
  }
  expect(jumpBy(90)).toBeCloseTo(jumpBy(10) ?? Number.NaN, 12)
  expect(jumpBy(-50)).toBeCloseTo(jumpBy(-10) ?? Number.NaN, 12)
})

test('bars with a gap between them are not neighbours', () => {
  const two = bounced(0.01, 0, 3)
  const apart = { ...two, openTime: Float64Array.of(march, march + 2 * day, march + 4 * day) }
  expect(highLowSpread(apart)).toBeNull()
  expect(highLowSpread(slice(two, 0, 1))).toBeNull()
  expect(highLowSpread({ ...slice(two, 0, 0), interval: hour })).toBeNull()
})

import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { plain } from '../indicators/memo.ts'
import { type Bars, mapColumns, slice } from '../market/bars.ts'
import { craftedBars, quiet } from '../testing/crafted.ts'
import { firstFeatureRow, learnerColumns, learnerFeatures } from './learner-features.ts'

const [market] = syntheticMarket({ seed: 3, symbols: ['SYN-A'], bars: 300 })
const names = Object.keys(learnerFeatures)
const columns = (bars: Bars) => learnerColumns(bars, plain, names.length)
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length

/** What the docstrings say, term by term, at one row. */
const formulas: Readonly<Record<string, (bars: Bars, row: number) => number>> = {
  return: ({ close }, i) => close[i] / close[i - 1] - 1,
  volatility: ({ close }, i) => {
    const returns = Array.from({ length: 20 }, (_, k) => close[i - k] / close[i - k - 1] - 1)
    return Math.sqrt(returns.reduce((sum, x) => sum + (x - mean(returns)) ** 2, 0) / 19)
  },
  rsi: ({ close }, i) => {
    const changes = Array.from({ length: 14 }, (_, k) => close[i - k] - close[i - k - 1])
    return mean(changes.map(x => Math.max(x, 0))) / mean(changes.map(Math.abs))
  },
  macd: ({ close }, i) => window(close, i, 12) / window(close, i, 26) - 1,
  position: ({ high, low, close }, i) => {
    const [top, bottom] = [Math.max(...last(high, i, 20)), Math.min(...last(low, i, 20))]
    return (close[i] - bottom) / (top - bottom)
  },
  volume: ({ volume }, i) => volume[i] / window(volume, i, 20),
  fastTrend: ({ close }, i) => window(close, i, 5) / window(close, i, 20) - 1,
  slowTrend: ({ close }, i) => window(close, i, 20) / window(close, i, 50) - 1,
  weightedPrice: ({ high, low, close, volume }, i) => {
    const rows = Array.from({ length: 20 }, (_, k) => i - k)
    const money = mean(rows.map(r => ((high[r] + low[r] + close[r]) / 3) * volume[r]))
    return money / window(volume, i, 20) / window(close, i, 20) - 1
  },
  rsiChange: (bars, i) => formulas.rsi(bars, i) - formulas.rsi(bars, i - 1),
  macdHistogram: (bars, i) =>
    formulas.macd(bars, i) - mean(Array.from({ length: 9 }, (_, k) => formulas.macd(bars, i - k))),
  momentum3: ({ close }, i) => close[i] / close[i - 3] - 1,
  momentum5: ({ close }, i) => close[i] / close[i - 5] - 1,
  lastReturn: ({ close }, i) => close[i - 1] / close[i - 2] - 1,
  range: ({ high, low, close }, i) => {
    const ranges = Array.from({ length: 14 }, (_, k) => {
      const [row, before] = [i - k, close[i - k - 1]]
      return Math.max(high[row], before) - Math.min(low[row], before)
    })
    return mean(ranges) / window(close, i, 20)
  },
}

describe('the columns of the simple learners', () => {
  test.each(names)('%s is what its formula says', name => {
    const column = columns(market)[names.indexOf(name)]
    for (const row of [firstFeatureRow, 77, 150, 299]) {
      expect(Math.abs(column[row] - formulas[name](market, row))).toBeLessThan(1e-7)
    }
  })

  test('are all known from the first row that is promised, and one of them not before', () => {
    const known = columns(market).map(column => Array.from(column).findIndex(Number.isFinite))
    expect(Math.max(...known)).toBe(firstFeatureRow)
    for (const column of columns(market)) {
      expect(Array.from(column.subarray(firstFeatureRow)).every(Number.isFinite)).toBe(true)
    }
  })

  test('are the same in a market of another price and volume', () => {
    const other = mapColumns(market, (column, name) =>
      name === 'openTime' ? column : Float64Array.from(column, x => x * (name === 'volume' ? 1_000 : 0.003)),
    )
    columns(other).forEach((column, c) => {
      const ours = columns(market)[c]
      for (let i = 0; i < column.length; i++) if (!Number.isNaN(ours[i])) expect(column[i]).toBeCloseTo(ours[i], 6)
    })
  })

  test('are to the last digit those of a history that began later', () => {
    const late = columns(slice(market, 113, 300))
    columns(market).forEach((column, c) => {
      expect(late[c].subarray(firstFeatureRow)).toEqual(column.subarray(113 + firstFeatureRow))
    })
  })

  test('know a market in which nothing moves and nothing is traded', () => {
    const still = { ...craftedBars(quiet(60).map(() => [5, 5, 5, 5] as const)), volume: new Float64Array(60) }
    const found = Object.fromEntries(names.map((name, c) => [name, columns(still)[c][59]]))
    const moved = { rsi: 0.5, position: 0.5, volume: 1 }
    expect(found).toEqual({ ...Object.fromEntries(names.map(name => [name, 0])), ...moved })
  })

  test('more of them than there are is refused', () => {
    expect(() => learnerColumns(market, plain, 16)).toThrow('count is 16, expected a whole number 1…15')
  })
})

const last = (column: Bars['close'], row: number, period: number) => column.subarray(row - period + 1, row + 1)
const window = (column: Bars['close'], row: number, period: number) => mean(last(column, row, period))

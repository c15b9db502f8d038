import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { expectClose } from '../../indicators/reference/close.ts'
import { rollingRank } from '../../indicators/rolling-rank.ts'
import { type Bars, type Column, mapColumns } from '../../market/bars.ts'
import { day } from '../../market/units.ts'
import { alignReturns } from '../aligned-returns.ts'
import { correlationMatrix } from '../correlation-matrix.ts'
import { correlationStrength } from '../correlation-strength.ts'
import { pairCorrelation } from '../pair-correlation.ts'
import { pairRankCorrelation } from '../rank-correlation.ts'
import { sentimentTrend } from '../sentiment-trend.ts'
import { barsOf } from '../testing/view.ts'
import { trendStrength } from '../trend.ts'
import { annualVolatility } from '../volatility.ts'
import { volumeMomentum, volumeRatio, volumeTrend } from '../volume.ts'

const table = readColumns(readFileSync(new URL('./values.csv', import.meta.url), 'utf8'))
const { a, b, c, volume, mood, ...values } = table
const full = barsOf('A', a, volume)
const market = alignReturns([full, holed('B', b), holed('C', c)])
const [ra, rb, rc] = market.returns
const window = { period: 40, least: 20 }
const trend = sentimentTrend(
  mood.map((_, i) => i * day),
  mood,
)

const ours: Readonly<Record<string, Column>> = {
  'annualVolatility 20': annualVolatility(full, 20),
  'rank of volatility 50': rollingRank(annualVolatility(full, 20), 50),
  'volumeRatio 20': volumeRatio(volume, 20),
  'volumeTrend 5 20': volumeTrend(volume, 5, 20),
  'volumeMomentum 5': volumeMomentum(volume, 5),
  'trendStrength 30': trendStrength(full, 30),
  'pearson a b 40 20': pairCorrelation(ra, rb, 40, 20),
  'pearson b c 40 20': pairCorrelation(rb, rc, 40, 20),
  'spearman a b 40 20': pairRankCorrelation(ra, rb, 40, 20),
  'strength 40 20': correlationStrength(market, window).strength,
  'mood direction': trend.direction,
  'mood strength': trend.strength,
  'mood volatility': trend.volatility,
}

test.each(Object.entries(values))('%s is what numpy, pandas or scipy say', (name, expected) => {
  for (let i = 0; i < expected.length; i++) {
    if (Number.isNaN(expected[i]) !== Number.isNaN(ours[name][i]))
      expect.fail(`row ${i}: ${ours[name][i]}, not ${expected[i]}`)
  }
  expectClose(ours[name], expected)
})

test.each(['pearson', 'spearman'] as const)('the %s matrix at any time is the row of the columns', method => {
  for (const row of [5, 60, 110, 139]) {
    const { rho, t } = correlationMatrix(market, market.openTime[row] + market.interval, window, method)
    expect(t).toBe(market.openTime[row])
    for (const [x, y, name] of [
      [0, 1, `${method} a b 40 20`],
      [1, 2, `${method} b c 40 20`],
    ] as const) {
      const expected = values[name]?.[row]
      if (expected === undefined) continue
      expect(rho[y][x]).toBe(rho[x][y])
      if (Number.isNaN(expected)) expect(rho[x][y]).toBeNaN()
      else expect(rho[x][y]).toBeCloseTo(expected, 12)
    }
  }
})

test('the reference holds known values for every column, and unknown ones where bars are missing', () => {
  for (const [name, column] of Object.entries(values)) {
    expect(column.filter(Number.isFinite).length, name).toBeGreaterThan(60)
  }
  expect(values['pearson b c 40 20'].subarray(60).filter(Number.isNaN).length).toBeGreaterThan(5)
})

/** Bars without the rows that do not exist. */
function holed(symbol: string, close: Float64Array): Bars {
  const whole = barsOf(
    symbol,
    close.map(price => (Number.isNaN(price) ? 1 : price)),
  )
  const keep = (column: Column) => Float64Array.from(column).filter((_, i) => Number.isFinite(close[i]))
  return mapColumns(whole, keep)
}

function readColumns(csv: string): Record<string, Float64Array> {
  const [header, ...rows] = csv.trimEnd().split('\n')
  const cells = rows.map(row => row.split(',').map(cell => (cell === '' ? Number.NaN : Number(cell))))
  return Object.fromEntries(header.split(',').map((name, at) => [name, Float64Array.from(cells, row => row[at])]))
}

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Outcome } from '../market/outcome.ts'
import type { Trade } from '../market/trades.ts'
import { day, epochMs, hour } from '../market/units.ts'
import { sharedFile } from '../testing/shared.ts'
import { dailyReturns } from './daily.ts'
import { drawdowns, longestUnderWater, maxDrawdown } from './drawdown.ts'
import { metrics } from './metrics.ts'
import { sharpe, sortino } from './sharpe.ts'

const start = Date.UTC(2024, 0, 1)

/** One close per day, at midnight. */
function outcomeOf(equity: readonly number[], net: readonly number[] = []): Outcome {
  const trades = net.map((netUsd, i): Trade => {
    return {
      symbol: 'BTC',
      direction: 1,
      openedAt: epochMs(start + i * day),
      closedAt: epochMs(start + i * day + 6 * hour),
      size: 1,
      entryPrice: 100,
      exitPrice: 100 + netUsd,
      grossUsd: netUsd,
      feesUsd: 0,
      slippageUsd: 0,
      fundingUsd: 0,
      netUsd,
      reason: 'exit',
    }
  })
  return {
    synthetic: false,
    interval: day,
    cash: 1_000,
    time: Float64Array.from(equity, (_, i) => start + (i + 1) * day),
    equity: Float64Array.from(equity),
    gross: Float64Array.from(equity, (_, i) => i % 2),
    executions: [],
    trades,
    refused: new Map(),
    liquidations: 0,
    paid: { feesUsd: 1, slippageUsd: 2, fundingUsd: -3, assumedFundingUsd: 0, takeoverUsd: 0 },
  }
}

describe('metrics that do not exist are absent', () => {
  test('an account that never traded has no ratio, no win rate and no profit factor', () => {
    const found = metrics(outcomeOf(new Array(60).fill(1_000)))
    for (const name of ['sharpeAnnual', 'sortinoAnnual', 'calmar', 'winRate', 'profitFactor', 'expectancyUsd'] as const)
      expect(found).not.toHaveProperty(name)
    expect(found).toMatchObject({ totalReturn: 0, maxDrawdown: 0, trades: 0, annualReturn: 0 })
  })
  test('no losses means no profit factor and no Sortino ratio, not an infinite one', () => {
    const found = metrics(outcomeOf([1_010, 1_030, 1_040], [10, 20, 10]))
    expect(found).not.toHaveProperty('profitFactor')
    expect(found).not.toHaveProperty('sortinoAnnual')
    expect(found.winRate).toBe(1)
  })
  test('three days are not annualised', () =>
    expect(metrics(outcomeOf([1_100, 1_200, 1_300]))).not.toHaveProperty('annualReturn'))
  test('an empty outcome has zero results', () =>
    expect(metrics(outcomeOf([]))).toMatchObject({ days: 0, totalReturn: 0, trades: 0 }))
})

describe('numbers computed by hand', () => {
  // 1000 → 1100 → 990 → 1089 → 1188: +10 %, −10 %, +10 %, +9.0909 %
  const found = metrics(outcomeOf([1_100, 990, 1_089, 1_188], [100, -110, 99, 99]))
  test('total return is the last equity against the cash', () => expect(found.totalReturn).toBeCloseTo(0.188, 12))
  test('drawdown is measured from the highest equity so far', () => expect(found.maxDrawdown).toBeCloseTo(0.1, 12))
  test('time under water lasts until the old high is exceeded', () => expect(found.longestUnderWaterDays).toBe(2))
  test('the Sharpe ratio is of daily returns, times √365', () => {
    const returns = [0.1, -0.1, 0.1, 1_188 / 1_089 - 1]
    const mean = returns.reduce((a, b) => a + b) / 4
    const deviation = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 3)
    expect(found.sharpeAnnual).toBeCloseTo((mean / deviation) * Math.sqrt(365), 12)
  })
  test('profit factor is gains / losses, expectancy the mean profit', () => {
    expect(found.profitFactor).toBeCloseTo(298 / 110, 12)
    expect(found.expectancyUsd).toBeCloseTo(188 / 4, 12)
  })
  test('streaks, holding time and time in the market are counted', () => {
    expect(found).toMatchObject({
      winRate: 0.75,
      longestWinningStreak: 2,
      longestLosingStreak: 1,
      meanHoldingHours: 6,
      timeInMarket: 0.5,
    })
  })
  test('costs are as paid, and funding received is negative', () => {
    expect(found).toMatchObject({ feesUsd: 1, slippageUsd: 2, fundingUsd: -3 })
  })
  test('doubling in a year is an annual return of 100 %', () => {
    const year = Array.from({ length: 365 }, (_, i) => 1_000 * 2 ** ((i + 1) / 365))
    expect(metrics(outcomeOf(year)).annualReturn).toBeCloseTo(1, 10)
  })
})

describe('days', () => {
  test('a bar that closes at midnight belongs to the day that ends there', () => {
    const time = Float64Array.from({ length: 48 }, (_, i) => start + (i + 1) * hour)
    const equity = Float64Array.from({ length: 48 }, (_, i) => 1_000 + i + 1)
    expect([...dailyReturns({ cash: 1_000, time, equity })]).toEqual([1_024 / 1_000 - 1, 1_048 / 1_024 - 1])
  })
})

describe('drawdowns', () => {
  test('a loss from the first day counts against the starting cash', () =>
    expect(maxDrawdown(100, Float64Array.of(80, 90))).toBeCloseTo(0.2, 12))
  test('are zero at every new high', () =>
    expect([...drawdowns(100, Float64Array.of(110, 99, 120))].map(x => Math.round(100 * x))).toEqual([0, 10, 0]))
  test('a drawdown that has not ended counts up to the last close', () => {
    expect(longestUnderWater(100, Float64Array.of(day, 2 * day, 3 * day), Float64Array.of(110, 100, 100))).toBe(2)
  })
})

const vectors = sharedFile('vectors/statistics.json')
describe.skipIf(!vectors)('reference values of pypbo', () => {
  const reference = vectors ? JSON.parse(readFileSync(vectors, 'utf8')) : {}
  test('the Sharpe ratio against a benchmark', () => {
    const { x, bench, out } = reference.sharpe
    expect(sharpe(Float64Array.from(x as number[], r => r - bench))).toBeCloseTo(out, 6)
  })
  test('the Sortino ratio', () =>
    expect(sortino(Float64Array.from(reference.sortino.x))).toBeCloseTo(reference.sortino.out, 6))
})

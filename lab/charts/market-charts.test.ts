import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { defaultRules } from '../data/universe/rules.ts'
import { type Scores, score } from '../data/universe/score.ts'
import { slice } from '../market/bars.ts'
import { day, epochMs } from '../market/units.ts'
import { alignReturns } from '../regimes/aligned-returns.ts'
import { type CorrelationMatrix, correlationMatrix } from '../regimes/correlation-matrix.ts'
import { regimes } from '../regimes/regimes.ts'
import { correlationHeatmap } from './correlation-heatmap.ts'
import { fundingCumulated } from './funding-cumulated.ts'
import { fundingDistribution } from './funding-distribution.ts'
import { regimeBands } from './regime-bands.ts'
import { renderSvg } from './render.ts'
import { sentimentOverTime } from './sentiment.ts'
import { complaintsOf } from './testing/complaints.ts'
import { scoreParts, universeScores } from './universe-scores.ts'

const market = syntheticMarket({ seed: 3, symbols: ['SYN-A', 'SYN-B', 'SYN-C'], bars: 3_000 })
const [bars] = market
const mood = Float64Array.from(bars.close, (_, i) => Math.floor(i / 30))
const found = regimes({ bars, market, sentiment: mood })
const returns = alignReturns(market)
const matrix = correlationMatrix(returns, Number.POSITIVE_INFINITY, { period: 500, least: 30 })
const days = Float64Array.from({ length: 400 }, (_, i) => Date.UTC(2025, 0, 1) + i * day)
const index = days.map((_, i) => i % 101)
const real = market.map(one => ({ ...one, synthetic: false }))

const scores: Scores = score(
  {
    ...{ symbol: 'A', at: epochMs(days[0]), ageDays: 400, silentDays: 0, meanVolumeUsd: 6e7, medianVolumeUsd: 5e7 },
    ...{ volatility: 0.05, spread: { value: 0.0003, from: 'estimated' }, book: null, maxLeverage: 10 },
    ...{ openInterestUsd: null, missingShare: 0, delisted: false },
  },
  defaultRules,
)
const universe = (at: number, chosen: readonly string[], left: readonly string[]) => ({
  at,
  chosen: chosen.map(symbol => ({ symbol, scores })),
  excluded: left.map(symbol => ({ symbol, rule: 'age' })),
})
const universes = [universe(days[0], ['AAA'], ['BBB']), universe(days[200], ['BBB', 'AAA'], [])]

const family = {
  regimeBands: [regimeBands(bars, found), 'SYN-A (USD)', 'volatility', 'risk off', 'extreme greed', 'alternative.me'],
  correlationHeatmap: [correlationHeatmap({ calm: matrix, storm: matrix }), 'calm', 'storm', 'SYN-C', 'correlation'],
  universeScores: [universeScores(universes, defaultRules.weights), '2025-01-01', 'left out: age', 'score, 0 to 1'],
  fundingDistribution: [fundingDistribution(market), 'funding (% of the position a year)', 'longs pay shorts'],
  fundingCumulated: [fundingCumulated(market), 'paid by a long (% of its size)', 'time (UTC)', 'SYN-B'],
  sentiment: [sentimentOverTime(days, index), 'source: alternative.me', 'extreme fear', '0 to 25', 'time (UTC)'],
} as const

describe.each(Object.entries(family))('%s', (_, [chart, ...words]) => {
  test('compiles without errors or warnings from Vega-Lite', () => {
    expect(complaintsOf(chart)).toEqual([])
  })

  test('names what it measures, with units', async () => {
    const svg = await renderSvg(chart)
    expect(svg).not.toContain('NaN')
    for (const word of words) expect(svg).toContain(word)
  })
})

test('a chart of a synthetic market says so, a chart of a real one does not', async () => {
  const drawings = (of: typeof market) => [regimeBands(of[0], found), fundingDistribution(of), fundingCumulated(of)]
  for (const chart of drawings(market)) expect(await renderSvg(chart)).toContain('SYNTHETIC MARKET')
  for (const chart of drawings(real)) expect(await renderSvg(chart)).not.toContain('SYNTHETIC')
  expect(await renderSvg(correlationHeatmap({ all: matrix }, { synthetic: true }))).toContain('SYNTHETIC MARKET')
})

test('an unknown sentiment has no source', async () => {
  const unknown = mood.map(() => Number.NaN)
  const svg = await renderSvg(regimeBands(bars, regimes({ bars, market, sentiment: unknown })))
  expect(svg).toContain('sentiment unknown')
  expect(svg).toContain('unknown 100 % of all bars')
  expect(svg).not.toContain('alternative.me')
})

test('regimes of no bars are refused', () => {
  expect(() => regimeBands(slice(bars, 0, 0), found)).toThrow('SYN-A has no bars')
})

test('all matrices have the same order of symbols, the highest mean correlation first', () => {
  const rho = (ab: number, ac: number, bc: number): CorrelationMatrix => ({
    ...{ symbols: ['A', 'B', 'C'], t: epochMs(days[0]), points: [] },
    rho: [Float64Array.of(1, ab, ac), Float64Array.of(ab, 1, bc), Float64Array.of(ac, bc, 1)],
  })
  const points = rho(0, 0, 0).rho
  const chart = correlationHeatmap({ one: { ...rho(0.1, 0.5, 0.9), points }, two: { ...rho(0.9, 0, 0), points } })
  const orders = JSON.stringify(chart).match(/"sort":\["C","B","A"\]/g)
  expect(orders?.length).toBeGreaterThanOrEqual(4)
  const other = { ...rho(0, 0, 0), points, symbols: ['A', 'B', 'D'] }
  expect(() => correlationHeatmap({ one: { ...rho(0, 0, 0), points }, two: other })).toThrow(
    'correlationHeatmap: "two" is of A, B, D, expected A, B, C as "one"',
  )
  expect(() => correlationHeatmap({})).toThrow('no matrix')
})

test('an unknown correlation is not zero', () => {
  const holed = { ...matrix, rho: matrix.rho.map(row => row.map((value, j) => (j === 2 ? Number.NaN : value))) }
  expect(JSON.stringify(correlationHeatmap({ all: holed }))).toContain('"rho":null')
})

test("an asset's parts add up to its composite, with a book and without", () => {
  const sum = (of: Scores) => scoreParts(of, defaultRules.weights).reduce((so, { share }) => so + share, 0)
  expect(sum(scores)).toBeCloseTo(Number(scores.composite), 12)
  const { weights } = defaultRules
  const [depth, spread, balance] = [0.4, 0.7, 0.9]
  const liquidity =
    weights.liquidity.depth * depth + weights.liquidity.spread * spread + weights.liquidity.balance * balance
  const composite = weights.composite.liquidity * liquidity + weights.composite.volatility * Number(scores.volatility)
  const booked: Scores = { ...scores, depth, spread, balance, liquidity, liquidityFrom: 'book', composite }
  expect(sum(booked)).toBeCloseTo(composite, 12)
})

test('a constant rate of 0.01 % in eight hours is 10.95 % a year', () => {
  const funding = Float64Array.from(bars.close, () => 0.0000125)
  const [row] = rowsOf(fundingDistribution([{ ...bars, funding }]))
  expect(row).toMatchObject({
    symbol: 'SYN-A',
    mean: 10.95,
    median: 10.95,
    p5: 10.95,
    p95: 10.95,
    paying: 1,
    hours: bars.close.length,
  })
})

test('cumulated funding is the sum of the hours, and the subtitle counts the unknown ones', async () => {
  const funding = Float64Array.from(bars.close, (_, i) => (i === 1 ? Number.NaN : 0.001))
  const chart = fundingCumulated([{ ...slice(bars, 0, 5), funding: funding.subarray(0, 5) }])
  expect(rowsOf(chart).map(({ value }) => value)).toEqual([0.1, 0.1, 0.2, 0.3, 0.4])
  expect(await renderSvg(chart)).toContain('bars of unknown rate, counted as 0: 1')
  expect(() => fundingCumulated(Array.from({ length: 7 }, () => bars))).toThrow('7 symbols, expected at most 6')
})

test('a symbol without a known rate is left out', () => {
  const { funding, ...silent } = bars
  expect(funding).toBeDefined()
  expect(rowsOf(fundingDistribution([silent, market[1]])).map(({ symbol }) => symbol)).toEqual(['SYN-B'])
  expect(rowsOf(fundingCumulated([silent]))).toEqual([])
})

test('a missing day breaks the line of the index', () => {
  const kept = days.filter((_, i) => i !== 2)
  const rows = rowsOf(sentimentOverTime(kept.subarray(0, 4), index.subarray(0, 4)))
  expect(rows.map(({ value }) => value)).toEqual([0, 1, null, 2, 3])
})

function rowsOf(chart: object): Record<string, unknown>[] {
  return (chart as { data: { values: Record<string, unknown>[] } }).data.values
}

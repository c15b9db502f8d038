import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { slice } from '../market/bars.ts'
import { exposureUnderPrice } from './exposure-under-price.ts'
import { gridHeatmap } from './grid-heatmap.ts'
import { grossToNet } from './gross-to-net.ts'
import { renderSvg } from './render.ts'
import { complaintsOf } from './testing/complaints.ts'
import { tradeResults } from './trade-results.ts'

const [market] = syntheticMarket({ seed: 3, symbols: ['SYN-A'], bars: 300, gaps: 0 })
const bars = slice(market, 0, 100)
const exposure = Float64Array.from(bars.close, (_, i) => (i < 10 ? Number.NaN : i < 20 ? 0 : i < 50 ? 1 : -0.5))
const grid = [5, 10].flatMap(y => [1, 2, 3].map(x => ({ x, y, value: x - y / 4 })))
const axes = { x: 'fast (bars)', y: 'gap (bars)', value: 'Sharpe ratio' }
const results = Float64Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? 120 : -30) + (i % 7))
const ideas = [
  { name: 'early', gross: 0.5, net: -0.25 },
  { name: 'late', gross: 0.75, net: 0.5 },
]

const family = {
  exposureUnderPrice: [
    exposureUnderPrice(bars, exposure, { indicators: { 'the close again': bars.close } }),
    ...['price (USD)', 'long +1', 'short −1', 'the close again', 'SYN-A, close', 'time (UTC)'],
  ],
  gridHeatmap: [gridHeatmap({ before: grid, after: grid }, axes), 'fast (bars)', 'gap (bars)', 'Sharpe ratio', 'after'],
  grossToNet: [grossToNet({ before: ideas, after: ideas }, { value: 'return a year' }), 'return a year (%)', 'hollow'],
  tradeResults: [tradeResults(results, { costBps: 13 }), 'bps of the position', 'mean', 'a round trip costs 13.0 bps'],
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
  expect(await renderSvg(exposureUnderPrice(bars, exposure, { synthetic: false }))).toContain('SYNTHETIC MARKET')
  expect(await renderSvg(exposureUnderPrice({ ...bars, synthetic: false }, exposure))).not.toContain('SYNTHETIC')
  const synthetic = true
  for (const chart of [
    gridHeatmap({ all: grid }, { ...axes, synthetic }),
    grossToNet({ all: ideas }, { value: 'return', synthetic }),
    tradeResults(results, { costBps: 13, synthetic }),
  ]) {
    expect(await renderSvg(chart)).toContain('SYNTHETIC MARKET')
  }
})

test('an exposure lasts from its first close to the close that changes it, and flat has no block', () => {
  const hour = (row: number) => bars.openTime[row]
  expect(rowsWith('edge', exposureUnderPrice(bars, exposure))).toMatchObject([
    { exposure: 1, time: hour(21), to: hour(51) },
    { exposure: -0.5, time: hour(51), to: hour(99) + 2 * bars.interval },
  ])
})

test('a column of another length than the bars is refused by name', () => {
  expect(() => exposureUnderPrice(bars, exposure.subarray(1))).toThrow(
    'exposure has 99 values, expected one for each of 100 bars',
  )
  expect(() => exposureUnderPrice(bars, exposure, { indicators: { ema: market.close } })).toThrow('ema has 300 values')
})

test('the best setting of the first panel is outlined in every panel, even where it is not the best', () => {
  const turned = grid.map(cell => ({ ...cell, value: -cell.value }))
  const chart = JSON.stringify(gridHeatmap({ one: grid, two: turned }, axes))
  expect(chart.match(/datum\.x === 3 && datum\.y === 5/g)).toHaveLength(2)
})

test('a setting without a value is grey, has no number and is never the best', () => {
  const holed = grid.map(({ x, y, value }) => (x === 3 && y === 5 ? { x, y } : { x, y, value }))
  const chart = gridHeatmap({ one: holed }, axes)
  expect(rowsWith('tenths', chart).filter(({ value }) => value === null)).toEqual([
    { x: 3, y: 5, value: null, tenths: '' },
  ])
  expect(JSON.stringify(chart)).toContain('datum.x === 2 && datum.y === 5')
  expect(complaintsOf(gridHeatmap({ one: grid.map(({ x, y }) => ({ x, y })) }, axes))).toEqual([])
})

test('a value that rounds to zero has no sign', () => {
  const cells = [-0.04, 0.04, -0.06].map((value, x) => ({ x, y: 1, value }))
  expect(rowsWith('tenths', gridHeatmap({ one: cells }, axes)).map(row => row.tenths)).toEqual(['0', '0', '−0.1'])
})

test('panels with different settings, or no panels, are refused', () => {
  expect(() => gridHeatmap({ one: grid, two: grid.slice(1) }, axes)).toThrow(
    'gridHeatmap: "two" has 2/5 3/5 1/10 2/10 3/10, expected 1/5 2/5 3/5 1/10 2/10 3/10 as "one"',
  )
  expect(() => gridHeatmap({}, axes)).toThrow('no panel')
  expect(() => grossToNet({}, { value: 'return' })).toThrow('no panel')
})

test('ideas have the order of the first panel, the best before costs on top', () => {
  const chart = JSON.stringify(grossToNet({ one: ideas, two: [...ideas].reverse() }, { value: 'return' }))
  expect(new Set(chart.match(/"sort":\["[^\]]*\]/g))).toEqual(new Set(['"sort":["late","early"]']))
})

test('every trade is counted in one column, extreme ones in the outermost', () => {
  const giant = Float64Array.of(...results, 1e6, -1e6)
  const columns = rowsWith('trades', tradeResults(giant, { costBps: 13 }))
  expect(columns.reduce((sum, { trades }) => sum + Number(trades), 0)).toBe(202)
  expect(Math.max(...columns.map(({ to }) => Number(to)))).toBeLessThan(200)
  expect(() => tradeResults(Float64Array.of(), { costBps: 13 })).toThrow('no trades, expected at least one')
})

/** All data rows in the chart that have a field. */
function rowsWith(field: string, chart: unknown): Record<string, unknown>[] {
  if (Array.isArray(chart)) return chart.flatMap(part => rowsWith(field, part))
  if (typeof chart !== 'object' || chart === null) return []
  const { values } = chart as { values?: unknown }
  if (Array.isArray(values) && typeof values[0] === 'object') return values.filter(row => field in row)
  return Object.values(chart).flatMap(part => rowsWith(field, part))
}

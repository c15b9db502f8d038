import { describe, expect, test } from 'vitest'
import { slice } from '../market/bars.ts'
import { candles } from './candles.ts'
import { cellMap } from './cell-map.ts'
import type { Chart } from './chart.ts'
import { costBreakdown } from './cost-breakdown.ts'
import { curves } from './curves.ts'
import { drawdown } from './drawdown.ts'
import { equityCurve } from './equity-curve.ts'
import { fitnessByGeneration } from './fitness.ts'
import { histogram } from './histogram.ts'
import { sampleAccount, sampleBars, sampleTrades } from './reference/sample.ts'
import { renderSvg } from './render.ts'
import { complaintsOf } from './testing/complaints.ts'
import { tradesOnPrice } from './trades-on-price.ts'

const bars = sampleBars(400)
const trades = sampleTrades(bars)
const { segments, costs, generations, equity } = sampleAccount()
const [{ time, value }, hold] = equity

/** The chart functions, each with the axis titles that it must show. */
const family: Record<string, [Chart, ...string[]]> = {
  candles: [
    candles(bars, { trades, indicators: { 'close again': bars.close } }),
    'price (USD)',
    'time (UTC)',
    'close again',
  ],
  equityCurve: [equityCurve(time, value, { segments, beside: [hold] }), 'equity (USD)', 'time (UTC)', 'validation'],
  drawdown: [drawdown(time, value, { segments }), 'below the peak (%)', 'time (UTC)'],
  costBreakdown: [costBreakdown(costs), 'profit (USD)', 'slippage', '−1,210', '+90'],
  tradesOnPrice: [tradesOnPrice(bars, trades), 'price (USD)', 'all 13 trades'],
  fitnessByGeneration: [fitnessByGeneration(generations), 'generation', 'median'],
  histogram: [
    histogram([1, 2, 2, 3], { x: 'Sharpe ratio per year', marks: [{ at: 2.5, label: 'this one', ours: true }] }),
    'Sharpe ratio per year',
    'this one',
  ],
  curves: [
    curves(
      [
        { x: 1, y: 0.2, label: 'at the next open' },
        { x: 2, y: -0.1, label: 'at the next open' },
        { x: 1, y: 0.1, label: '1 bar later' },
      ],
      { x: 'times the costs', y: 'total return', percent: true },
    ),
    'times the costs',
    'total return',
    '20%',
    '1 bar later',
  ],
  cellMap: [
    cellMap(
      [
        { x: 5, y: 30, value: -1.2 },
        { x: 7, y: 30, value: 0.8 },
      ],
      { x: 'fast (bars)', y: 'gap (bars)', value: 'Sharpe ratio per year', title: 'Sharpe ratio per year' },
    ),
    'fast (bars)',
    'gap (bars)',
    '-1.2',
    '0.8',
  ],
}

describe.each(Object.entries(family))('%s', (_, [chart, ...words]) => {
  test('compiles without errors or warnings from Vega-Lite', () => {
    expect(complaintsOf(chart)).toEqual([])
  })

  test('names on its axes what it measures, with units', async () => {
    const svg = await renderSvg(chart)
    expect(svg).toMatch(/^<svg/)
    expect(svg).not.toContain('NaN')
    for (const word of words) expect(svg).toContain(word)
  })
})

test('a synthetic market is labelled in the picture itself, a real one is not', async () => {
  expect(await renderSvg(candles(bars))).toContain('SYNTHETIC MARKET')
  expect(await renderSvg(candles({ ...bars, synthetic: false }))).not.toContain('SYNTHETIC')
  expect(await renderSvg(equityCurve(time, value, { synthetic: true }))).toContain('SYNTHETIC MARKET')
})

test('a title cannot hide that the market is synthetic', async () => {
  const svg = await renderSvg(candles(bars, { title: 'Bitcoin', subtitle: 'hourly', synthetic: false }))
  expect(svg).toContain('SYNTHETIC MARKET')
})

test('candles that cover several bars say how long each is', async () => {
  const many = candles(sampleBars(20_000))
  expect(await renderSvg(many)).toContain('each candle covers 4d')
  expect(JSON.stringify(many).length).toBeLessThan(100_000)
})

test('an indicator of another length than the bars is refused by name', () => {
  expect(() => candles(bars, { indicators: { sma: bars.close.subarray(1) } })).toThrow(
    'sma has 399 values, expected one for each of 400 bars',
  )
})

test('only the newest trades are drawn, and the subtitle gives their number and the total', async () => {
  const svg = await renderSvg(tradesOnPrice(bars, trades, { last: 5 }))
  expect(svg).toContain('the last 5 of 13 trades')
})

test('a chart without trades says so', async () => {
  expect(await renderSvg(tradesOnPrice(bars, []))).toContain('no trades')
})

test('an indicator’s line begins after its warm-up', () => {
  const warming = Float64Array.from(bars.close, (x, i) => (i < 20 ? Number.NaN : x))
  const chart = candles(slice(bars, 0, 100), { indicators: { warming: warming.subarray(0, 100) } })
  expect(JSON.stringify(chart)).toContain('"value":null')
})

test('a drawdown is measured from the highest value so far', () => {
  const chart = drawdown(Float64Array.of(1, 2, 3, 4), Float64Array.of(100, 200, 150, 250))
  const { values } = (chart as unknown as { data: { values: { value: number }[] } }).data
  expect(values.map(row => row.value)).toEqual([0, 0, -0.25, 0])
})

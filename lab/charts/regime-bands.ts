import { type Bars, type Column, isKnown } from '../market/bars.ts'
import { type DurationMs, showInterval } from '../market/units.ts'
import type { Regimes } from '../regimes/regimes.ts'
import { type Chart, defaultWidth, type Headline, type Layer, overTime, timeAxis } from './chart.ts'
import { lineRows } from './line.ts'
import { mostFrequentRuns, sharesOf } from './most-frequent-runs.ts'
import { type RegimeName, regimeStates } from './regime-tones.ts'
import { palette } from './theme.ts'

const priceHeight = 220
const stripHeight = 12
/** Opacity of the regime colours behind the price, low enough to keep the line visible. */
const shade = 0.45
/** Distance between the tops of two strips, in pixels. The legend of each strip fits between them. */
const pitch = 42
const strips = ['sentiment', 'trend', 'volatility', 'correlation', 'volume'] as const satisfies readonly RegimeName[]

/**
 * Market regimes as coloured bands: the composite regime behind the price, and a strip below for each detector. The legend gives the
 * share of the known bars in each state. Blank means unknown.
 *
 * @param found regimes of the same bars, one code for each bar
 * @throws RangeError when there are no bars
 */
export function regimeBands(bars: Bars, found: Regimes, headline: Headline = {}): Chart {
  const n = bars.openTime.length
  if (n === 0) throw new RangeError(`regimeBands: ${bars.symbol} has no bars, expected at least one`)
  const width = headline.width ?? defaultWidth
  const end = bars.openTime[n - 1] + bars.interval
  const sheet: Sheet = { bars, width, end, buckets: Math.floor(width / 2) }
  const columns = { ...found, composite: found.regime }
  const height = priceHeight + 26 + strips.length * pitch
  return overTime(
    {
      title: `Regimes of the market over the price of ${bars.symbol} · ${bars.venue} · ${showInterval(bars.interval)}`,
      ...headline,
      ...{ height, synthetic: bars.synthetic || headline.synthetic === true },
      subtitle: [headline.subtitle, legendLine(sheet, columns)].filter(part => part !== undefined).join(' · '),
    },
    lineRows([{ label: bars.symbol, time: bars.openTime, value: bars.close }], width),
    [
      bandLayer(sheet, 'composite', columns.composite, 0, priceHeight, shade),
      priceLayer(sheet),
      ...keyLayers(sheet, 'composite', columns.composite, priceHeight + 14, shade),
      ...strips.flatMap((name, i) => {
        const top = priceHeight + 50 + i * pitch
        return [
          ...keyLayers(sheet, name, columns[name], top - 9, 1),
          bandLayer(sheet, name, columns[name], top, top + stripHeight, 1),
        ]
      }),
    ],
  )
}

interface Sheet {
  readonly bars: Bars
  /** Pixels. */
  readonly width: number
  /** Close of the last bar, epoch ms. */
  readonly end: number
  /** Maximum number of coloured rectangles in a band. */
  readonly buckets: number
}

function legendLine({ bars, end, buckets }: Sheet, { sentiment }: { readonly sentiment: Column }): string {
  const span = (end - bars.openTime[0]) / buckets
  const isThinned = span > bars.interval
  const step: DurationMs = Math.max(bars.interval, Math.round(span / bars.interval) * bars.interval)
  const parts = [
    isThinned ? `coloured every ${showInterval(step)} by the most frequent regime` : 'coloured bar by bar',
    isKnown(sentiment) ? 'sentiment: Fear & Greed Index by alternative.me' : 'sentiment unknown',
  ]
  return parts.join(' · ')
}

function bandLayer(sheet: Sheet, name: RegimeName, code: Column, top: number, bottom: number, opacity: number): Layer {
  const states = regimeStates[name]
  const values = mostFrequentRuns(sheet.bars.openTime, code, sheet.end, sheet.buckets).map(run => ({
    ...run,
    regime: states[run.code].name,
    colour: states[run.code].colour,
  }))
  return {
    data: { values },
    mark: { type: 'rect', opacity, stroke: null },
    encoding: {
      x: timeAxis,
      x2: { field: 'to' },
      y: { value: top },
      y2: { value: bottom },
      color: { field: 'colour', type: 'nominal', scale: null },
      tooltip: [
        { field: 'regime', title: name },
        { field: 'time', type: 'temporal', title: 'from (UTC)', format: '%Y-%m-%d %H:%M' },
      ],
    },
  }
}

const priceLayer = (sheet: Sheet): Layer => ({
  mark: { type: 'line', strokeWidth: 1.5, color: palette.ink, invalid: 'break-paths-show-path-domains' },
  encoding: {
    x: timeAxis,
    y: {
      field: 'value',
      type: 'quantitative',
      title: `${sheet.bars.symbol} (USD)`,
      scale: { zero: false, range: [priceHeight, 0] },
      axis: { format: ',.6~g', tickCount: 5, titleY: priceHeight / 2 },
    },
  },
})

/** Legend of a strip: its name, then its states with their shares. The chart's only x scale is time, so pixels are converted to times. */
function keyLayers(sheet: Sheet, name: RegimeName, code: Column, y: number, opacity: number): Layer[] {
  const { bars, end, width } = sheet
  const at = (pixel: number) => bars.openTime[0] + (pixel / width) * (end - bars.openTime[0])
  const { share, unknown } = sharesOf(code)
  let pixel = 92
  const entries = regimeStates[name].map(state => {
    const text = Number.isNaN(share(state.code)) ? state.name : `${state.name} ${percent(share(state.code))}`
    const entry = { time: at(pixel), beside: at(pixel + 14), text, colour: state.colour }
    pixel += 34 + 6.1 * text.length
    return entry
  })
  const words = [
    { time: at(0), text: name, strong: true },
    ...entries.map(({ beside, text }) => ({ time: beside, text, strong: false })),
    ...(unknown > 0.0005 ? [{ time: at(pixel), text: `unknown ${percent(unknown)} of all bars`, strong: false }] : []),
  ]
  return [
    {
      data: { values: entries },
      mark: { type: 'point', shape: 'square', filled: true, size: 80, opacity, xOffset: 5, tooltip: null },
      encoding: { x: timeAxis, y: { value: y }, color: { field: 'colour', type: 'nominal', scale: null } },
    },
    {
      data: { values: words },
      mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: 11, color: palette.ink, tooltip: null },
      encoding: {
        x: timeAxis,
        y: { value: y },
        text: { field: 'text' },
        opacity: { condition: { test: 'datum.strong', value: 1 }, value: 0.75 },
      },
    },
  ]
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.095 && share > 0 ? 1 : 0)} %`

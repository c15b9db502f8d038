import type { Bars, Column } from '../market/bars.ts'
import { showInterval } from '../market/units.ts'
import { type Chart, defaultWidth, type Headline, type Layer, overTime, timeAxis, zoom } from './chart.ts'
import { lineRows } from './line.ts'
import { type Segment, segmentLayers } from './segments.ts'
import { lineColours, palette } from './theme.ts'

const priceHeight = 240
/** Pixels from the bottom of the price to the middle of the exposure strip, and half the strip's height. */
const [below, half] = [58, 26]

export interface ExposureOptions extends Headline {
  /** Columns in the price's unit, one value for each bar, drawn as lines that the legend names. */
  readonly indicators?: Readonly<Record<string, Column>>
  readonly segments?: readonly Segment[]
}

/**
 * The target exposure at each bar's close, as blocks in a strip below the price: up and blue is long, down and vermilion short. Times
 * without a block are flat or unknown.
 *
 * @param exposure −1…+1, one value for each bar
 * @throws RangeError when a column does not have one value for each bar
 */
export function exposureUnderPrice(bars: Bars, exposure: Column, options: ExposureOptions = {}): Chart {
  const { indicators = {}, segments = [], ...headline } = options
  const columns = Object.entries({ [`${bars.symbol}, close`]: bars.close, ...indicators })
  for (const [name, { length }] of [...columns, ['exposure', exposure] as const]) {
    if (length === bars.openTime.length) continue
    throw new RangeError(`${name} has ${length} values, expected one for each of ${bars.openTime.length} bars`)
  }
  const closes = Float64Array.from(bars.openTime, open => open + bars.interval)
  const lines = columns.map(([label, value]) => ({ label, time: closes, value }))
  return overTime(
    {
      title: `${bars.symbol} · ${bars.venue} · ${showInterval(bars.interval)}`,
      ...headline,
      height: priceHeight + below + half,
      synthetic: bars.synthetic || headline.synthetic === true,
    },
    lineRows(lines, headline.width ?? defaultWidth),
    [
      ...segmentLayers(segments),
      priceLayer(lines.map(line => line.label)),
      blockLayer(ranges(bars, exposure)),
      ...scaleLayers,
    ],
  )
}

const priceLayer = (labels: readonly string[]): Layer => ({
  mark: { type: 'line', strokeWidth: 1.4, invalid: 'break-paths-show-path-domains', tooltip: null },
  params: [zoom],
  encoding: {
    x: timeAxis,
    y: {
      field: 'value',
      type: 'quantitative',
      title: 'price (USD)',
      scale: { zero: false, range: [priceHeight, 0] },
      axis: { format: ',.6~g', tickCount: 5, titleY: priceHeight / 2 },
    },
    color: {
      field: 'label',
      type: 'nominal',
      // Blue is used for long exposure.
      scale: { domain: [...labels], range: [palette.ink, ...lineColours.slice(1)] },
      legend: { labelLimit: 260 },
    },
  },
})

const middle = priceHeight + below
const pixel = (exposure: number) => middle - half * exposure

const blockLayer = (values: readonly TimeRange[]): Layer => ({
  data: { values: [...values] },
  mark: { type: 'rect', opacity: 0.75, stroke: null },
  encoding: {
    x: timeAxis,
    x2: { field: 'to' },
    y: { field: 'edge', type: 'quantitative', scale: null, axis: null },
    y2: { value: middle },
    color: { field: 'colour', type: 'nominal', scale: null },
    tooltip: [
      { field: 'time', type: 'temporal', title: 'from (UTC)', format: '%Y-%m-%d %H:%M' },
      { field: 'exposure', type: 'quantitative', format: '+.2f' },
    ],
  },
})

const words = { color: palette.muted, fontSize: 11, tooltip: null } as const

/** Axis of the strip: lines at its edges and middle, with labels beside them. */
const scaleLayers: readonly Layer[] = [1, 0, -1].flatMap(exposure => {
  const y = { value: pixel(exposure) }
  const name = ['short −1', 'flat 0', 'long +1'][exposure + 1]
  return [
    { mark: { type: 'rule', color: palette.grid, tooltip: null }, encoding: { y } },
    {
      data: { values: [{ name }] },
      // Placed outside the plot, whose content is clipped for zooming.
      mark: { ...words, type: 'text', align: 'right', baseline: 'middle', clip: false },
      encoding: { x: { value: -6 }, y, text: { field: 'name' } },
    },
  ] satisfies Layer[]
})

interface TimeRange {
  readonly time: number
  readonly to: number
  readonly exposure: number
  readonly edge: number
  readonly colour: string
}

/** Consecutive bars with equal exposure form one block, from the close that first had it to the close that changed it. */
function ranges({ openTime, interval }: Bars, exposure: Column): TimeRange[] {
  const found: TimeRange[] = []
  for (let i = 0, next = 0; i < exposure.length; i = next) {
    next = i + 1
    while (next < exposure.length && exposure[next] === exposure[i]) next++
    if (!(Math.abs(exposure[i]) > 0)) continue
    found.push({
      time: openTime[i] + interval,
      to: openTime[next - 1] + 2 * interval,
      exposure: exposure[i],
      edge: pixel(exposure[i]),
      colour: exposure[i] > 0 ? palette.rise : palette.fall,
    })
  }
  return found
}

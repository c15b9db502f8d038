import type { Bars, Column } from '../market/bars.ts'
import { showInterval } from '../market/units.ts'
import { type Chart, defaultWidth, type Headline, type Layer, overTime, timeAxis, zoom } from './chart.ts'
import { lineRows } from './line.ts'
import { type Segment, segmentLayers } from './segments.ts'
import { lineColours, palette } from './theme.ts'

const priceHeight = 240
/** From the price's floor to the middle of the strip, and from there to either of its edges. */
const [below, half] = [58, 26]

export interface ExposureOptions extends Headline {
  /** Columns in the price's unit, one value a bar, drawn as lines under their names. */
  readonly indicators?: Readonly<Record<string, Column>>
  readonly segments?: readonly Segment[]
}

/**
 * What is wanted at the close of each bar, under the price that it is wanted of: up and blue is long, down and vermilion short. A time range
 * without a block wants nothing, or is not known.
 *
 * @param exposure −1…+1, one value a bar
 * @throws RangeError when a column has not one value a bar
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
      // Blue is taken by what is held long.
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

/** The strip's own small axis: lines at its edges and middle, and their names beside them. */
const scaleLayers: readonly Layer[] = [1, 0, -1].flatMap(exposure => {
  const y = { value: pixel(exposure) }
  const name = ['short −1', 'flat 0', 'long +1'][exposure + 1]
  return [
    { mark: { type: 'rule', color: palette.grid, tooltip: null }, encoding: { y } },
    {
      data: { values: [{ name }] },
      // Beside the plot, which is clipped to be zoomed.
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

/** Bars in a row that want the same are one block, from the close that first wanted it to the close that no longer does. */
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

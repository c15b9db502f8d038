import type { TopLevelSpec } from 'vega-lite'
import type { DurationMs } from '../market/units.ts'
import { config, palette } from './theme.ts'

/** A chart as a Vega-Lite specification that contains its data. `show`, `renderSvg` or any Vega-Lite viewer draws it. */
export type Chart = TopLevelSpec

type Layered = Extract<TopLevelSpec, { layer: unknown[] }>
export type Layer = Layered['layer'][number]
/** Channels (position, colour, tooltip …) of a layer with one mark. */
export type Encoding = NonNullable<Extract<Layer, { mark: unknown; encoding?: unknown }>['encoding']>
export type Row = Readonly<Record<string, number | string | boolean | null>>

/** Plot area in CSS pixels. */
export interface Size {
  readonly width?: number
  readonly height?: number
}

export interface Headline extends Size {
  readonly title?: string
  readonly subtitle?: string
  /** Whether the market is simulated; the chart then says so. */
  readonly synthetic?: boolean
}

export const defaultWidth = 740

/**
 * Layers over one UTC time axis, with the shared theme. Dragging pans, Ctrl and wheel zoom, a double click resets.
 *
 * @param headline title, subtitle and plot size (default height: 260)
 */
export function overTime(headline: Headline, rows: readonly Row[], layers: readonly Layer[]): Chart {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? defaultWidth,
    height: headline.height ?? 260,
    config,
    data: { values: [...rows] },
    transform: [{ calculate: "utcFormat(datum.time, '%Y-%m-%d %H:%M')", as: 'at' }],
    layer: [...layers],
  }
}

/** Title and subtitle of a chart. The synthetic label comes first in the subtitle. */
export function title({ title, subtitle, synthetic }: Headline) {
  const lines = [synthetic ? 'SYNTHETIC MARKET: simulated prices, no venue made them' : undefined, subtitle]
  const small = lines.filter(line => line !== undefined)
  if (title === undefined && small.length === 0) return {}
  return {
    title: {
      text: title ?? '',
      ...(small.length > 0 && { subtitle: small }),
      ...(synthetic && { subtitleColor: palette.warning }),
    },
  }
}

/** The horizontal axis: UTC time. */
export const timeAxis = {
  field: 'time',
  type: 'temporal',
  scale: { type: 'utc' },
  title: 'time (UTC)',
  axis: {
    format: {
      hours: '%H:%M',
      minutes: '%H:%M',
      date: '%d %b',
      day: '%d %b',
      week: '%d %b',
      month: '%b',
      quarter: '%b',
    },
  },
} as const

/** Parameter for panning and zooming along time; exactly one layer of a chart carries it. A wheel without Ctrl scrolls the page. */
export const zoom: {
  name: string
  select: { type: 'interval'; encodings: 'x'[]; zoom: string }
  bind: 'scales'
} = {
  name: 'zoom',
  select: { type: 'interval', encodings: ['x'], zoom: 'wheel![event.ctrlKey]' },
  bind: 'scales',
}

/** Name of the layer with invisible marks that show tooltips. Static pictures omit this layer. */
export const pointerLayer = 'pointer'

/** Rounds to seven significant digits. The difference is invisible, and the specification is half as long. NaN becomes `null`, which breaks a line. */
export const drawn = (value: number): number | null => (Number.isFinite(value) ? Number(value.toPrecision(7)) : null)

/** Horizontal extent of a candle's body, epoch ms: narrower than the interval, so that neighbours do not touch. */
export const body = (openTime: number, interval: DurationMs) => ({
  time: openTime,
  from: openTime + 0.14 * interval,
  to: openTime + 0.86 * interval,
  middle: openTime + 0.5 * interval,
})

import type { TopLevelSpec } from 'vega-lite'
import type { DurationMs } from '../market/units.ts'
import { config, palette } from './theme.ts'

/** A plot described in Vega-Lite, data inside: draw it with `show`, `renderSvg`, or any Vega-Lite viewer. */
export type Chart = TopLevelSpec

type Layered = Extract<TopLevelSpec, { layer: unknown[] }>
export type Layer = Layered['layer'][number]
/** What a layer of one mark shows by which channel. */
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
  /** Drawn from a simulated market: the chart says so. */
  readonly synthetic?: boolean
}

export const defaultWidth = 740

/**
 * Layers over one time axis in UTC, with the shared theme. Dragging pans, the wheel with Ctrl zooms, a double click resets.
 *
 * @param headline title, subtitle and plot size; the height is 260 unless given
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

/** The words over a chart, the synthetic label first among the small ones. */
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

/** Position along UTC time. */
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

/** Pan and zoom along time; one layer of a chart carries it. A wheel without Ctrl is left to the page, which scrolls. */
export const zoom: {
  name: string
  select: { type: 'interval'; encodings: 'x'[]; zoom: string }
  bind: 'scales'
} = {
  name: 'zoom',
  select: { type: 'interval', encodings: ['x'], zoom: 'wheel![event.ctrlKey]' },
  bind: 'scales',
}

/** Invisible marks that answer the pointer. A still picture leaves them out. */
export const pointerLayer = 'pointer'

/** Seven significant digits: more than an eye reads, and half the bytes of a float64 in text. `null` breaks a line. */
export const drawn = (value: number): number | null => (Number.isFinite(value) ? Number(value.toPrecision(7)) : null)

/** Where a bar's body begins and ends along time: the gap between neighbours is what makes them separate. */
export const body = (openTime: number, interval: DurationMs) => ({
  time: openTime,
  from: openTime + 0.14 * interval,
  to: openTime + 0.86 * interval,
  middle: openTime + 0.5 * interval,
})

import type { Column } from '../market/bars.ts'
import { drawn, type Layer, pointerLayer, type Row, timeAxis, zoom } from './chart.ts'
import { m4Rows } from './downsample.ts'
import { lineColours } from './theme.ts'

/** A named series over time; NaN is a break in the line. */
export interface Line {
  readonly label: string
  /** Epoch ms, ascending. */
  readonly time: Column
  readonly value: Column
}

/** The rows to draw on `width` pixels. Long lines are thinned by M4, one bucket for every two pixels. */
export const lineRows = (lines: readonly Line[], width: number): Row[] =>
  lines.flatMap(({ label, time, value }) =>
    m4Rows(time, value, Math.ceil(width / 2)).map(row => ({ time: time[row], value: drawn(value[row]), label })),
  )

/** Lines coloured by label, with tooltips. With `axis.log` the axis is logarithmic and spans that range of values. */
export function lineLayers(
  labels: readonly string[],
  axis: { title: string; format: string; zero?: boolean; log?: { readonly least: number; readonly most: number } },
): Layer[] {
  const y = {
    field: 'value',
    type: 'quantitative',
    title: axis.title,
    ...(axis.log
      ? {
          scale: { type: 'log' as const, domain: [axis.log.least * 0.9, axis.log.most * 1.4], nice: false },
          axis: { format: axis.format, values: ticks(axis.log.least, axis.log.most) },
        }
      : { scale: { zero: axis.zero ?? false }, axis: { format: axis.format } }),
  } as const
  const color = {
    field: 'label',
    type: 'nominal',
    scale: { domain: [...labels], range: [...lineColours] },
    ...(labels.length < 2 && { legend: null }),
  } as const
  return [
    {
      mark: { type: 'line', strokeWidth: 1.5, interpolate: 'linear', invalid: 'break-paths-show-path-domains' },
      params: [zoom],
      encoding: { x: timeAxis, y, color },
    },
    {
      name: pointerLayer,
      mark: { type: 'point', opacity: 0, size: 60 },
      encoding: {
        x: timeAxis,
        y,
        tooltip: [
          { field: 'at', title: 'time (UTC)' },
          { field: 'label', title: 'line' },
          { field: 'value', type: 'quantitative', title: axis.title, format: axis.format },
        ],
      },
    },
  ]
}

/** Axis values 1, 2, 5, 10, 20, 50 … between two positive numbers. A range of more than four decades has only powers of ten. */
function ticks(least: number, most: number): number[] {
  const decades = Math.ceil(Math.log10(most / least))
  const found: number[] = []
  for (let power = Math.floor(Math.log10(least)); 10 ** power <= most; power++) {
    for (const digit of decades > 4 ? [1] : [1, 2, 5]) found.push(digit * 10 ** power)
  }
  return found.filter(x => x >= 0.9 * least && x <= 1.1 * most)
}

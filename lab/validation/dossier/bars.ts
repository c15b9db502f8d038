import { type Chart, defaultWidth, type Headline, type Row, title } from '../../charts/chart.ts'
import { config, lineColours, palette } from '../../charts/theme.ts'

export interface HistogramOptions extends Headline {
  readonly x: string
  /** Lines across, with what they are. */
  readonly marks?: readonly { readonly at: number; readonly label: string; readonly ours?: boolean }[]
  /** A density to draw over the bars, in the same unit. */
  readonly density?: readonly { readonly x: number; readonly y: number }[]
}

/** How many of the values lie where. */
export function histogram(values: readonly number[], options: HistogramOptions): Chart {
  const { marks = [], density = [], x, ...headline } = options
  const all = [...values, ...marks.map(({ at }) => at), ...density.map(point => point.x)]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const width = (most - least) / 40 || 1
  const counts = new Map<number, number>()
  for (const value of values) {
    const bin = Math.floor((value - least) / width)
    counts.set(bin, (counts.get(bin) ?? 0) + 1)
  }
  const rows: Row[] = [...counts].map(([bin, count]) => ({
    ...{ from: least + bin * width, to: least + (bin + 1) * width },
    share: count / (values.length * width),
  }))
  const horizontal = {
    type: 'quantitative',
    title: x,
    scale: { domain: [least, most] as [number, number], nice: false },
  } as const
  const vertical = { type: 'quantitative', title: null, axis: { labels: false, grid: false } } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? defaultWidth,
    height: headline.height ?? 180,
    config,
    data: { values: rows },
    layer: [
      {
        mark: { type: 'rect', color: lineColours[0], opacity: 0.6, tooltip: null },
        encoding: {
          x: { field: 'from', ...horizontal },
          x2: { field: 'to' },
          y: { field: 'share', ...vertical },
          y2: { datum: 0 },
        },
      },
      ...(density.length > 0
        ? [
            {
              data: { values: [...density] },
              mark: { type: 'area' as const, color: palette.neutral, opacity: 0.35, line: true, tooltip: null },
              encoding: { x: { field: 'x', ...horizontal }, y: { field: 'y', ...vertical } },
            },
          ]
        : []),
      ...marks.flatMap(({ at, label, ours }, i) => [
        {
          data: { values: [{ at, label }] },
          mark: {
            type: 'rule' as const,
            strokeWidth: ours ? 2.5 : 1.5,
            color: ours ? palette.fall : palette.ink,
            ...(ours ? {} : { strokeDash: [4, 3] }),
            tooltip: null,
          },
          encoding: { x: { field: 'at', ...horizontal } },
        },
        {
          data: { values: [{ at, label }] },
          mark: {
            type: 'text' as const,
            align: at > (least + most) / 2 ? ('right' as const) : ('left' as const),
            dx: at > (least + most) / 2 ? -5 : 5,
            y: 10 + 14 * i,
            color: palette.ink,
            tooltip: null,
          },
          encoding: { x: { field: 'at', ...horizontal }, text: { field: 'label' } },
        },
      ]),
    ],
  }
}

export interface CurveOptions extends Headline {
  readonly x: string
  readonly y: string
  readonly log?: boolean
  readonly limit?: number
  readonly percent?: boolean
}

/** Lines by label over a number. */
export function curves(
  points: readonly { readonly x: number; readonly y: number; readonly label: string }[],
  { x, y, log, limit, percent, ...headline }: CurveOptions,
): Chart {
  const labels = [...new Set(points.map(({ label }) => label))]
  const vertical = { type: 'quantitative', title: y, ...(percent && { axis: { format: '.0%' } }) } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? defaultWidth,
    height: headline.height ?? 200,
    config,
    data: { values: [...points] },
    layer: [
      {
        mark: { type: 'line', point: { filled: true, size: 26 }, strokeWidth: 1.6 },
        encoding: {
          x: {
            field: 'x',
            type: 'quantitative',
            title: x,
            ...(log && { scale: { type: 'log' }, axis: { format: '~s' } }),
          },
          y: { field: 'y', ...vertical },
          color: {
            field: 'label',
            type: 'nominal',
            scale: { domain: labels, range: lineColours.slice(0, labels.length) },
            ...(labels.length < 2 && { legend: null }),
          },
          tooltip: [
            { field: 'label', title: 'line' },
            { field: 'x', type: 'quantitative', title: x },
            { field: 'y', type: 'quantitative', title: y, format: '.3f' },
          ],
        },
      },
      {
        data: { values: [{ at: limit ?? 0 }] },
        mark: { type: 'rule', strokeDash: [4, 3], color: palette.muted, tooltip: null },
        encoding: { y: { field: 'at', type: 'quantitative' } },
      },
    ],
  }
}

export interface MapOptions extends Headline {
  readonly x: string
  readonly y: string
  /** What the cells hold. */
  readonly value: string
}

/** A grid of two numbers: the more, the darker; blue above 0, vermilion below. In a page that colours itself, no colour can lie between two. */
export function cellMap(
  cells: readonly { readonly x: number; readonly y: number; readonly value: number }[],
  { x, y, value, ...headline }: MapOptions,
): Chart {
  const most = Math.max(0.1, ...cells.map(cell => Math.abs(cell.value)))
  const place = {
    x: { field: 'x', type: 'ordinal' as const, title: x, axis: { labelAngle: 0, domain: false } },
    y: { field: 'y', type: 'ordinal' as const, title: y, sort: 'descending' as const, axis: { domain: false } },
  }
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? defaultWidth,
    height: headline.height ?? 34 * new Set(cells.map(cell => cell.y)).size,
    config,
    data: { values: cells.map(cell => ({ ...cell, text: cell.value.toFixed(1), depth: Math.abs(cell.value) / most })) },
    layer: [
      {
        mark: { type: 'rect', stroke: palette.paper, strokeWidth: 1 },
        encoding: {
          ...place,
          color: { condition: { test: 'datum.value < 0', value: palette.fall }, value: palette.rise },
          opacity: {
            field: 'depth',
            type: 'quantitative',
            scale: { domain: [0, 1], range: [0.03, 0.75] },
            legend: null,
          },
          tooltip: [
            { field: 'x', title: x },
            { field: 'y', title: y },
            { field: 'value', type: 'quantitative', title: value, format: '+.2f' },
          ],
        },
      },
      {
        mark: { type: 'text', fontSize: 10, color: palette.ink, tooltip: null },
        encoding: { ...place, text: { field: 'text' } },
      },
    ],
  }
}

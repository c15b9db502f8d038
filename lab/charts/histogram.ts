import { type Chart, defaultWidth, type Headline, type Row, title } from './chart.ts'
import { config, lineColours, palette } from './theme.ts'

export interface HistogramOptions extends Headline {
  readonly x: string
  /** Vertical lines with labels; `ours` highlights one. */
  readonly marks?: readonly { readonly at: number; readonly label: string; readonly ours?: boolean }[]
  /** A density to draw over the columns, in the same unit. */
  readonly density?: readonly { readonly x: number; readonly y: number }[]
}

/** Distribution of values in 40 columns. */
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
  /** Height of a label in pixels: each has its own row above the columns, so that labels do not overlap. */
  const rowOf = (i: number) => -14 * (marks.length - i)
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
          encoding: { x: { field: 'at', ...horizontal }, y: { value: rowOf(i) }, y2: { value: 'height' as const } },
        },
        {
          data: { values: [{ at, label }] },
          mark: {
            type: 'text' as const,
            align: at > (least + most) / 2 ? ('right' as const) : ('left' as const),
            dx: at > (least + most) / 2 ? -5 : 5,
            y: rowOf(i) + 5,
            color: palette.ink,
            tooltip: null,
          },
          encoding: { x: { field: 'at', ...horizontal }, text: { field: 'label' } },
        },
      ]),
    ],
  }
}

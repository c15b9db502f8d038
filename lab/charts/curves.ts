import { type Chart, defaultWidth, type Headline, title } from './chart.ts'
import { config, lineColours, palette } from './theme.ts'

export interface CurveOptions extends Headline {
  /** Title of the horizontal axis. */
  readonly x: string
  /** Title of the vertical axis. */
  readonly y: string
  /** Logarithmic horizontal axis. */
  readonly log?: boolean
  /** Value of a dashed horizontal line (default: 0). */
  readonly limit?: number
  /** The vertical axis shows fractions as percent. */
  readonly percent?: boolean
}

/** Draws lines over a numeric axis, one line for each label of the points. */
export function curves(
  points: readonly { readonly x: number; readonly y: number; readonly label: string }[],
  { x, y, log, limit, percent, ...headline }: CurveOptions,
): Chart {
  const labels = [...new Set(points.map(({ label }) => label))]
  const vertical = { type: 'quantitative', title: y, ...(percent && { axis: { format: '~%' } }) } as const
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

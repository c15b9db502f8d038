import { type Chart, defaultWidth, type Headline, title } from './chart.ts'
import { config, palette } from './theme.ts'

export interface MapOptions extends Headline {
  /** Titles of the axes, with units. */
  readonly x: string
  readonly y: string
  /** Name of the cells' value, with its unit; shown in the tooltip. */
  readonly value: string
}

/**
 * A grid of cells over two numbers, coloured blue for values above 0 and vermilion below. The colour is stronger the
 * further the value is from 0.
 */
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

import { type Chart, defaultWidth, type Headline } from './chart.ts'
import { type Panel, panelTitle, sideBySide } from './side-by-side.ts'
import { palette } from './theme.ts'

/** Result of one trading idea before and after all costs, as fractions: 0.1 is 10 %. */
export interface GrossNet {
  readonly name: string
  readonly gross: number
  readonly net: number
}

export interface GrossToNetOptions extends Headline {
  /** Name of the charted number on the axis, such as `return a year`. */
  readonly value: string
}

/**
 * Chart of the results of ideas before and after costs, with one panel per time range.
 *
 * A hollow dot is the result before costs. A full dot is the result after costs: blue above 0, vermilion otherwise. All
 * panels list the ideas in one order: descending by the result before costs in the first panel.
 *
 * @param panels results by panel title
 * @throws RangeError if there is no panel
 */
export function grossToNet(panels: Readonly<Record<string, readonly GrossNet[]>>, options: GrossToNetOptions): Chart {
  const entries = Object.entries(panels)
  if (entries.length === 0) throw new RangeError('grossToNet: no panel, expected at least one')
  const order = [...entries[0][1]].sort((a, b) => b.gross - a.gross).map(({ name }) => name)
  const all = entries.flatMap(([, rows]) => rows.flatMap(({ gross, net }) => [gross, net]))
  const sheet: Sheet = {
    ...{ options, order, extent: [Math.min(0, ...all), Math.max(0, ...all)] },
    width: Math.floor((options.width ?? defaultWidth) / entries.length - 70),
  }
  return sideBySide(
    {
      title: 'Before costs and after',
      subtitle: 'hollow: before costs · full: after all costs, blue above 0',
      ...options,
    },
    entries.map(([name, rows], i) => panel(name, rows, sheet, i === 0)),
  )
}

/** Settings that all panels share. */
interface Sheet {
  readonly options: GrossToNetOptions
  /** Names of the ideas, from top to bottom. */
  readonly order: readonly string[]
  /** Range of the x axis, as fractions; includes 0. */
  readonly extent: readonly [least: number, most: number]
  /** Width of one panel, in pixels. */
  readonly width: number
}

function panel(name: string, rows: readonly GrossNet[], sheet: Sheet, isFirst: boolean): Panel {
  const { options, order, extent, width } = sheet
  const grid = { grid: true, gridColor: palette.shade }
  const y = {
    ...{ field: 'name', type: 'nominal' as const, sort: [...order], title: null },
    axis: isFirst ? { ...grid, labelLimit: 240 } : { ...grid, labels: false },
  }
  const x = (field: 'gross' | 'net') => ({
    ...{ field, type: 'quantitative' as const, title: `${options.value} (%)` },
    scale: { domain: [...extent], nice: true },
    axis: { format: '.0%', tickCount: 5 },
  })
  const color = { condition: { test: 'datum.net > 0', value: palette.rise }, value: palette.fall } as const
  const tooltip = [
    { field: 'name', title: 'idea' },
    { field: 'gross', type: 'quantitative', title: 'before costs', format: '+.1%' },
    { field: 'net', type: 'quantitative', title: 'after costs', format: '+.1%' },
  ] as const
  return {
    ...{ width, height: options.height ?? 20 * Math.max(3, order.length) },
    title: panelTitle(name),
    data: { values: rows.map(row => ({ ...row })) },
    layer: [
      { mark: { type: 'rule', color: palette.neutral, tooltip: null }, encoding: { x: { datum: 0 } } },
      {
        mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.6, tooltip: null },
        encoding: { y, x: x('gross'), x2: { field: 'net' }, color },
      },
      {
        mark: { type: 'point', filled: true, fill: palette.paper, size: 46, opacity: 1, strokeWidth: 1.5 },
        encoding: { y, x: x('gross'), stroke: color, tooltip: [...tooltip] },
      },
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: { y, x: x('net'), color, tooltip: [...tooltip] },
      },
    ],
  }
}

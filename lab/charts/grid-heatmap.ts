import { type Chart, defaultWidth, type Headline } from './chart.ts'
import { type Panel, panelTitle, sideBySide } from './side-by-side.ts'
import { heatColours, palette } from './theme.ts'

/** Result of one pair of settings. */
export interface GridCell {
  readonly x: number
  readonly y: number
  /** Absent when the result does not exist. */
  readonly value?: number | undefined
}

export interface GridOptions extends Headline {
  /** Names of the two settings, with units. */
  readonly x: string
  readonly y: string
  /** What the cells show, with unit. */
  readonly value: string
}

/**
 * Results of a grid of two settings in several time ranges, side by side on one scale: blue above 0, vermilion below, grey unknown. The
 * best cell of the first panel is outlined in every panel.
 *
 * @param panels cells by panel title
 * @throws RangeError without a panel, or when one has other settings than the first
 */
export function gridHeatmap(panels: Readonly<Record<string, readonly GridCell[]>>, options: GridOptions): Chart {
  const entries = Object.entries(panels)
  if (entries.length === 0) throw new RangeError('gridHeatmap: no panel, expected at least one')
  const [[firstName, first]] = entries
  const settings = (cells: readonly GridCell[]) => cells.map(({ x, y }) => `${x}/${y}`).join(' ')
  for (const [name, cells] of entries) {
    if (settings(cells) === settings(first)) continue
    throw new RangeError(`gridHeatmap: "${name}" has ${settings(cells)}, expected ${settings(first)} as "${firstName}"`)
  }
  const known = entries.flatMap(([, cells]) => cells.flatMap(({ value }) => value ?? []))
  const sheet: Sheet = {
    ...{ options, best: bestOf(first), most: Math.max(0.1, ...known.map(Math.abs)) },
    width: Math.floor((options.width ?? defaultWidth) / entries.length - 52),
  }
  return sideBySide(
    { title: options.value, subtitle: `outlined: the best of “${firstName}”`, ...options },
    entries.map(([name, cells], i) => panel(name, cells, sheet, i === 0)),
    22,
  )
}

interface Sheet {
  readonly options: GridOptions
  readonly best: GridCell | undefined
  readonly most: number
  readonly width: number
}

const ramp = [palette.fall, heatColours.neither, palette.rise] as const

function panel(name: string, cells: readonly GridCell[], sheet: Sheet, isFirst: boolean): Panel {
  const { options, best, most, width } = sheet
  const rows = new Set(cells.map(cell => cell.y)).size
  const values = cells.map(({ x, y, value }) => ({ x, y, value: value ?? null, tenths: tenths(value) }))
  const axis = { labelAngle: 0, domain: false } as const
  const x = { field: 'x', type: 'ordinal' as const, title: options.x, axis }
  const y = {
    ...{ field: 'y', type: 'ordinal' as const, sort: 'descending' as const },
    ...(isFirst ? { title: options.y, axis } : { title: null, axis: null }),
  }
  return {
    ...{ width, height: options.height ?? 34 * rows },
    title: panelTitle(name),
    data: { values },
    layer: [
      {
        mark: { type: 'rect', invalid: null, stroke: palette.paper, strokeWidth: 1 },
        encoding: {
          x,
          y,
          color: {
            condition: { test: 'datum.value === null', value: heatColours.unknown },
            field: 'value',
            type: 'quantitative',
            scale: { type: 'linear', domain: [-most, 0, most], range: [...ramp], interpolate: 'rgb' },
            legend: {
              ...{ title: options.value, titleFontWeight: 'normal', titleLimit: 400 },
              ...{ gradientLength: 160, format: '.1f', tickCount: 3 },
            },
          },
          tooltip: [
            { field: 'x', title: options.x },
            { field: 'y', title: options.y },
            { field: 'value', type: 'quantitative', title: options.value, format: '+.2f' },
          ],
        },
      },
      {
        transform: [{ filter: 'datum.value !== null' }],
        mark: { type: 'text', fontSize: 10, tooltip: null },
        encoding: {
          x,
          y,
          text: { field: 'tenths' },
          color: { condition: { test: `abs(datum.value) > ${0.6 * most}`, value: palette.paper }, value: palette.ink },
        },
      },
      {
        transform: [{ filter: best ? `datum.x === ${best.x} && datum.y === ${best.y}` : 'false' }],
        mark: { type: 'rect', filled: false, stroke: palette.ink, strokeWidth: 2.5, tooltip: null },
        encoding: { x, y },
      },
    ],
  }
}

/** The best cell; of several equal ones the first. */
function bestOf(cells: readonly GridCell[]): GridCell | undefined {
  let best: GridCell | undefined
  for (const cell of cells) {
    if (cell.value !== undefined && cell.value > (best?.value ?? Number.NEGATIVE_INFINITY)) best = cell
  }
  return best
}

/** The value with sign and one decimal, or 0 without a sign. */
function tenths(value?: number): string {
  if (value === undefined) return ''
  const text = Math.abs(value).toFixed(1)
  return Number(text) === 0 ? '0' : `${value < 0 ? '−' : '+'}${text}`
}

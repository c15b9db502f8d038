import type { CorrelationMatrix } from '../regimes/correlation-matrix.ts'
import { type Chart, defaultWidth, type Headline, type Layer } from './chart.ts'
import { type Panel, panelTitle, sideBySide } from './side-by-side.ts'
import { heatColours, palette } from './theme.ts'

/**
 * Correlation matrices side by side, for example one per market state. Unknown correlations are grey.
 *
 * All panels have the same order of symbols. The symbol with the highest mean correlation in the first matrix is first.
 *
 * @param matrices by panel title; all have the same symbols in the same order
 * @throws RangeError without a matrix, or when the symbols of two matrices differ
 */
export function correlationHeatmap(
  matrices: Readonly<Record<string, CorrelationMatrix>>,
  headline: Headline = {},
): Chart {
  const panels = Object.entries(matrices)
  if (panels.length === 0) throw new RangeError('correlationHeatmap: no matrix, expected at least one')
  const [[firstName, first]] = panels
  for (const [name, { symbols }] of panels) {
    if (symbols.join() === first.symbols.join()) continue
    throw new RangeError(
      `correlationHeatmap: "${name}" is of ${symbols.join(', ')}, expected ${first.symbols.join(', ')} as "${firstName}"`,
    )
  }
  const order = bySimilarity(first)
  const ramp = panels.some(([, { rho }]) => rho.some(row => row.some(value => value < -0.05))) ? bothWays : upwards
  const side = Math.floor((headline.width ?? defaultWidth) / panels.length - 64)
  return sideBySide(
    { title: 'Correlation of returns', ...headline },
    panels.map(([name, matrix], i) => panel(name, matrix, { order, side, isFirst: i === 0, ramp })),
  )
}

/** Minimum size of a cell for a legible number, pixels. */
const roomForNumbers = 24

/** A colour scale. */
interface Ramp {
  /** Correlations at which the colours apply, ascending; colours between them are interpolated. */
  readonly stops: readonly number[]
  readonly colours: readonly string[]
}
const bothWays: Ramp = { stops: [-1, 0, 1], colours: [palette.fall, heatColours.neither, palette.rise] }
/** Colour scale without negative correlations, so that all its colours distinguish positive ones. */
const upwards: Ramp = { stops: [0, 0.4, 0.7, 1], colours: [heatColours.neither, '#a9d0ea', palette.rise, '#00263f'] }

/** Layout of one panel. */
interface Sheet {
  /** Symbols in the order of rows and columns. */
  readonly order: readonly string[]
  /** Width and height of the matrix, pixels. */
  readonly side: number
  /** Only the first panel shows the symbols at its rows. */
  readonly isFirst: boolean
  readonly ramp: Ramp
}

function panel(name: string, matrix: CorrelationMatrix, { order, side, isFirst, ramp }: Sheet): Panel {
  const { symbols, rho, points } = matrix
  const values = symbols.flatMap((a, i) =>
    symbols.map((b, j) => {
      const known = Number.isFinite(rho[i][j])
      return { a, b, rho: known ? Math.round(1e4 * rho[i][j]) / 1e4 : null, points: points[i][j] }
    }),
  )
  const cell = side / symbols.length
  const axis = { labelFontSize: Math.max(8, Math.min(11, cell - 1)), labelOverlap: false, domain: false } as const
  const along = (field: 'a' | 'b') => ({ field, type: 'nominal' as const, sort: [...order], title: null })
  const x = { ...along('b'), axis: { ...axis, labelAngle: -90 } }
  const y = { ...along('a'), axis: isFirst ? { ...axis, labelPadding: 4 } : null }
  const numbers: Layer = {
    transform: [{ filter: 'datum.a !== datum.b && datum.rho !== null' }],
    mark: { type: 'text', fontSize: 9, tooltip: null },
    encoding: {
      x,
      y,
      text: { field: 'rho', type: 'quantitative', format: '.2f' },
      color: { condition: { test: 'abs(datum.rho) > 0.55', value: palette.paper }, value: palette.ink },
    },
  }
  return {
    ...{ width: side, height: side },
    title: panelTitle(name),
    data: { values },
    layer: [
      {
        mark: { type: 'rect', invalid: null, stroke: palette.paper, strokeWidth: cell > 12 ? 1 : 0.5 },
        encoding: {
          x,
          y,
          color: {
            condition: { test: 'datum.rho === null', value: heatColours.unknown },
            field: 'rho',
            type: 'quantitative',
            scale: { type: 'linear', domain: [...ramp.stops], range: [...ramp.colours], interpolate: 'rgb' },
            legend: {
              title: 'correlation',
              titleFontWeight: 'normal',
              gradientLength: 160,
              format: '.1f',
              values: [...ramp.stops],
            },
          },
          tooltip: [
            { field: 'a', title: 'one' },
            { field: 'b', title: 'other' },
            { field: 'rho', type: 'quantitative', title: 'correlation', format: '+.2f' },
            { field: 'points', type: 'quantitative', title: 'returns in common' },
          ],
        },
      },
      ...(cell >= roomForNumbers ? [numbers] : []),
    ],
  }
}

/** Symbols by mean correlation with all others, the highest first. Unknown correlations do not count. */
function bySimilarity({ symbols, rho }: CorrelationMatrix): readonly string[] {
  const closeness = rho.map((row, i) => {
    let [sum, count] = [0, 0]
    row.forEach((value, j) => {
      if (i === j || Number.isNaN(value)) return
      sum += value
      count++
    })
    return count > 0 ? sum / count : -2
  })
  return symbols
    .map((_, i) => i)
    .sort((a, b) => closeness[b] - closeness[a])
    .map(i => symbols[i])
}

import { type Chart, defaultWidth, type Headline, type Layer, title } from '../chart.ts'
import { config, lineColours, palette } from '../theme.ts'
import type { Baseline } from './baseline.ts'
import type { GenerationNumbers } from './generation-numbers.ts'

export interface FitnessSpreadOptions extends Headline {
  /** Best fitness of other search methods with the same number of evaluations, drawn as horizontal lines. */
  readonly baselines?: readonly Baseline[]
}

/**
 * Draws each generation's best and median fitness, and the range between its quartiles.
 *
 * A flat line means that the search no longer improves. If the quartiles meet the median, the population has no variety
 * left to select from.
 *
 * @param generations at least one
 */
export function fitnessSpread(generations: readonly GenerationNumbers[], options: FitnessSpreadOptions = {}): Chart {
  const { baselines = [], ...headline } = options
  const lines = generations.flatMap(({ generation, best, median }) => [
    { generation, fitness: best, who: 'best' },
    { generation, fitness: median, who: 'median' },
  ])
  const y = {
    field: 'fitness',
    type: 'quantitative',
    title: 'fitness',
    scale: { domain: extent(generations, baselines), nice: true, zero: false },
  } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? defaultWidth,
    height: headline.height ?? 260,
    config,
    data: { values: lines },
    layer: [
      {
        data: { values: generations.map(({ seeds: _, ...numbers }) => numbers) },
        mark: { type: 'area', opacity: 0.18, color: lineColours[1], clip: true, tooltip: null },
        encoding: { x: generationAxis, y: { ...y, field: 'lowerQuartile' }, y2: { field: 'upperQuartile' } },
      },
      ...baselines.map(baselineLayer),
      {
        mark: {
          type: 'line',
          strokeWidth: 1.8,
          clip: true,
          point: { size: generations.length > 60 ? 6 : 18, filled: true },
        },
        encoding: {
          x: generationAxis,
          y,
          color: {
            field: 'who',
            type: 'nominal',
            scale: { domain: ['best', 'median'], range: lineColours.slice(0, 2) },
          },
          tooltip: [
            { field: 'generation', type: 'quantitative' },
            { field: 'who', title: 'line' },
            { field: 'fitness', type: 'quantitative', format: '.4f' },
          ],
        },
      },
    ],
  }
}

/** Horizontal axis of the evolution charts: the generation's number, in whole steps. */
export const generationAxis = {
  field: 'generation',
  type: 'quantitative',
  title: 'generation',
  scale: { nice: false },
  axis: { tickMinStep: 1, format: 'd' },
} as const

/**
 * Range of the fitness axis. The median of generation 1 is left out: its random genomes are so unfit that the axis
 * would compress all later generations.
 */
function extent(generations: readonly GenerationNumbers[], baselines: readonly Baseline[]): [number, number] {
  const later = generations.length > 1 ? generations.slice(1) : generations
  const drawn = [
    ...generations.map(({ best }) => best),
    ...later.map(({ median }) => median),
    ...generations.slice(Math.floor(generations.length / 2)).map(({ lowerQuartile }) => lowerQuartile),
    ...baselines.map(({ best }) => best),
  ]
  const [least, most] = [Math.min(...drawn), Math.max(...drawn)]
  return least < most ? [least, most] : [least - 1, most + 1]
}

const baselineLayer = ({ name, best, evaluations }: Baseline, i: number): Layer => ({
  data: { values: [{ fitness: best, name: `${name}, best of ${evaluations.toLocaleString('en-US')}` }] },
  layer: [
    {
      mark: { type: 'rule', strokeDash: [5, 3], strokeWidth: 1.2, color: lineColours[2 + i], tooltip: null },
      encoding: { y: { field: 'fitness', type: 'quantitative' } },
    },
    {
      mark: {
        type: 'text',
        align: 'right',
        baseline: i % 2 === 0 ? 'bottom' : 'top',
        dy: i % 2 === 0 ? -3 : 3,
        color: palette.muted,
        tooltip: null,
      },
      encoding: { x: { value: 'width' }, y: { field: 'fitness', type: 'quantitative' }, text: { field: 'name' } },
    },
  ],
})

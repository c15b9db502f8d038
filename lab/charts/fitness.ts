import { type Chart, type Headline, title } from './chart.ts'
import { config, lineColours } from './theme.ts'

/** Best and median fitness of one generation. */
export interface Generation {
  readonly generation: number
  readonly best: number
  readonly median: number
}

/** Best and median fitness by generation. A flat line means that the search no longer improves. */
export function fitnessByGeneration(generations: readonly Generation[], headline: Headline = {}): Chart {
  const values = generations.flatMap(({ generation, best, median }) => [
    { generation, fitness: best, who: 'best' },
    { generation, fitness: median, who: 'median' },
  ])
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title({ title: 'Fitness by generation', ...headline }),
    width: headline.width ?? 480,
    height: headline.height ?? 220,
    config,
    data: { values },
    mark: { type: 'line', strokeWidth: 1.5, point: { size: 14, filled: true } },
    encoding: {
      x: { field: 'generation', type: 'quantitative', title: 'generation', axis: { tickMinStep: 1, format: 'd' } },
      y: { field: 'fitness', type: 'quantitative', title: 'fitness', scale: { zero: false } },
      color: { field: 'who', type: 'nominal', scale: { domain: ['best', 'median'], range: lineColours.slice(0, 2) } },
      tooltip: [
        { field: 'generation', type: 'quantitative' },
        { field: 'who', title: 'line' },
        { field: 'fitness', type: 'quantitative', format: '.4f' },
      ],
    },
  }
}

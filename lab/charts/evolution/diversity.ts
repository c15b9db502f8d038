import { type Chart, type Headline, title } from '../chart.ts'
import { config, lineColours } from '../theme.ts'
import { generationAxis } from './fitness-spread.ts'
import type { GenerationNumbers } from './generation-numbers.ts'

/**
 * Draws the diversity of each generation's population, 0…1. Near 0 all genomes are almost equal, and only mutation can
 * find new ones.
 */
export function diversityByGeneration(generations: readonly GenerationNumbers[], headline: Headline = {}): Chart {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? 480,
    height: headline.height ?? 180,
    config,
    data: {
      values: generations.flatMap(({ generation, diversity }) =>
        diversity === undefined ? [] : { generation, diversity },
      ),
    },
    mark: {
      type: 'line',
      strokeWidth: 1.8,
      color: lineColours[2],
      point: { size: 14, filled: true, color: lineColours[2] },
    },
    encoding: {
      x: generationAxis,
      y: {
        field: 'diversity',
        type: 'quantitative',
        title: 'diversity, 0 to 1',
        scale: { domainMin: 0 },
        axis: { format: '.2f' },
      },
      tooltip: [
        { field: 'generation', type: 'quantitative' },
        { field: 'diversity', type: 'quantitative', format: '.3f' },
      ],
    },
  }
}

import { type Chart, type Headline, title } from '../chart.ts'
import { config, palette } from '../theme.ts'
import type { GenerationNumbers } from './generation-numbers.ts'
import { others, type SeedColours } from './seed-colours.ts'

/** Share of each seed in the population, by generation. */
export function seedShares(
  generations: readonly GenerationNumbers[],
  { domain, range, labelOf }: SeedColours,
  headline: Headline = {},
): Chart {
  const values = generations.flatMap(({ generation, seeds }) => {
    const all = Object.values(seeds).reduce((sum, count) => sum + count, 0)
    const counted = new Map(domain.map(label => [label, 0]))
    for (const [seed, count] of Object.entries(seeds))
      counted.set(labelOf(seed), (counted.get(labelOf(seed)) ?? 0) + count)
    return [...counted].map(([seed, genomes]) => ({
      generation,
      seed,
      genomes,
      share: genomes / all,
      place: domain.indexOf(seed),
    }))
  })
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? 480,
    height: headline.height ?? 180,
    config,
    data: { values },
    mark: { type: 'bar', stroke: palette.paper, strokeWidth: generations.length > 60 ? 0 : 0.5, opacity: 0.85 },
    encoding: {
      x: {
        field: 'generation',
        type: 'ordinal',
        title: 'generation',
        scale: { padding: 0 },
        axis: { labelAngle: 0, labelOverlap: true, labelFlush: false },
      },
      y: {
        field: 'share',
        type: 'quantitative',
        stack: 'zero',
        title: 'share of the population',
        axis: { format: '.0%' },
        scale: { domain: [0, 1] },
      },
      color: {
        field: 'seed',
        type: 'nominal',
        scale: { domain: [...domain], range: [...range] },
        legend: { columns: 3, symbolType: 'square', labelLimit: 120 },
      },
      order: { field: 'place' },
      tooltip: [
        { field: 'generation', type: 'quantitative' },
        { field: 'seed', title: domain.includes(others) ? 'idea (the rarer ones together)' : 'idea' },
        { field: 'genomes', type: 'quantitative' },
        { field: 'share', type: 'quantitative', format: '.1%' },
      ],
    },
  }
}

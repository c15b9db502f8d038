import { type Chart, defaultWidth, drawn, type Headline, title } from '../chart.ts'
import { config, palette } from '../theme.ts'
import type { EvaluatedGenome } from './evaluated.ts'
import type { Projection } from './projection.ts'
import type { SeedColours } from './seed-colours.ts'
import { shortName } from './short-name.ts'

/**
 * Genomes as points. Close points are similar genomes, large points have a high fitness, and the colour is the seed. The last generation
 * is opaque, earlier ones are faint. A ring marks the genome with the best fitness.
 *
 * @param evaluated best first, one for each point of the projection
 * @param last      keys of the genomes of the last generation
 */
export function populationMap(
  evaluated: readonly EvaluatedGenome[],
  { x, y }: Projection,
  { domain, range, labelOf }: SeedColours,
  last: ReadonlySet<string>,
  headline: Headline = {},
): Chart {
  const values = evaluated
    .map((one, rank) => ({
      ...{ x: drawn(x[rank]), y: drawn(y[rank]), rank: rank + 1, seed: labelOf(one.seed), idea: one.seed },
      ...{ genes: genesText(one), fitness: one.fitness, trades: one.trades, born: one.born },
      ...{ fit: 1 - rank / evaluated.length, when: last.has(one.key) ? 'last generation' : 'earlier' },
    }))
    // The last ones drawn are on top: those with the best fitness.
    .reverse()
  const axis = { title: null, axis: { labels: false, grid: true, tickCount: 5 }, scale: { zero: false } } as const
  const position = {
    x: { field: 'x', type: 'quantitative', ...axis },
    y: { field: 'y', type: 'quantitative', ...axis },
  } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? defaultWidth,
    height: headline.height ?? 420,
    config: { ...config, axisY: { ...config.axisY, minExtent: 0 } },
    layer: [
      {
        data: { values },
        mark: { type: 'circle', stroke: palette.paper, strokeWidth: 0.4 },
        encoding: {
          ...position,
          color: {
            field: 'seed',
            type: 'nominal',
            scale: { domain: [...domain], range: [...range] },
            legend: { columns: 4 },
          },
          size: {
            field: 'fit',
            type: 'quantitative',
            scale: { type: 'pow', exponent: 3, domain: [0, 1], range: [8, 190] },
            legend: null,
          },
          opacity: { condition: { test: "datum.when === 'earlier'", value: 0.35 }, value: 0.95 },
          tooltip: [
            { field: 'rank' },
            { field: 'idea' },
            { field: 'genes' },
            { field: 'fitness', type: 'quantitative', format: '.4f' },
            { field: 'trades', type: 'quantitative' },
            { field: 'born', title: 'generation' },
          ],
        },
      },
      {
        data: { values: values.slice(-1) },
        mark: { type: 'point', size: 420, stroke: palette.ink, strokeWidth: 1.6, filled: false, tooltip: null },
        encoding: position,
      },
    ],
  }
}

/** Genes as text, such as `fast 12, gap 40`, with up to six significant digits. */
export const genesText = ({ seed, genes, words }: EvaluatedGenome): string =>
  [
    ...genes.map(({ name, value }) => `${shortName(name, seed)} ${Number(value.toPrecision(6))}`),
    ...(words ? [words] : []),
  ].join(', ')

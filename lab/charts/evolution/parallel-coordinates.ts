import { type Chart, defaultWidth, drawn, type Encoding, type Headline, type Layer, type Row, title } from '../chart.ts'
import { config, lineColours, palette } from '../theme.ts'
import type { EvaluatedGenome } from './evaluated.ts'
import { normalized } from './projection.ts'
import { shortName } from './short-name.ts'

/**
 * The best genomes of one seed as lines across their genes. Each gene has a vertical axis from its lowest to its highest allowed value.
 * Where the lines run together, the good genomes agree.
 *
 * @param best at least one, best first, all with the same genes
 */
export function parallelCoordinates(best: readonly EvaluatedGenome[], headline: Headline = {}): Chart {
  const { seed } = best[0]
  const names = best[0].genes.map(({ name }) => shortName(name, seed))
  const rows = best
    .flatMap((one, rank) =>
      one.genes.map((gene, order) => ({
        ...{ rank, order, gene: names[order], at: drawn(normalized(gene)) },
        group: rank === 0 ? 'the best' : rank < 10 ? 'next nine' : 'others',
      })),
    )
    // The last one drawn is on top.
    .reverse()
  const x = {
    field: 'gene',
    type: 'nominal',
    sort: names,
    scale: { type: 'point', padding: 0.25 },
    axis: { title: null, labelAngle: 0, labelPadding: 20, labelLimit: 110 },
  } as const
  const whole: [number, number] = [0, 1]
  const y = { field: 'at', type: 'quantitative', scale: { domain: whole }, axis: null } as const
  const bounds = best[0].genes.map(({ name, spec }) => ({
    ...{ gene: shortName(name, seed), foot: 0, head: 1, least: number(spec.min), most: number(spec.max) },
  }))
  const domain = ['others', 'next nine', 'the best']
  const group = { field: 'group', type: 'ordinal', sort: domain } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? defaultWidth,
    height: headline.height ?? 260,
    config: { ...config, axisX: { ...config.axisX, labelFlush: false, domain: false } },
    layer: [
      {
        data: { values: bounds },
        mark: { type: 'rule', color: palette.grid, strokeWidth: 1.5, tooltip: null },
        encoding: { x, y: { ...y, field: 'foot' }, y2: { field: 'head' } },
      },
      {
        data: { values: rows },
        mark: { type: 'line', strokeJoin: 'round' },
        encoding: {
          x,
          y,
          detail: { field: 'rank' },
          color: {
            ...group,
            scale: { domain, range: [palette.riseFaint, lineColours[0], palette.fall] },
            legend: { offset: 20, symbolOpacity: 1 },
          },
          strokeWidth: { ...group, scale: { domain, range: [0.8, 1.4, 2.6] } },
          opacity: { ...group, scale: { domain, range: [0.5, 0.8, 1] } },
          order: { field: 'order' },
        },
      },
      boundLayer(bounds, { x, y: { ...y, field: 'foot' }, text: { field: 'least' } }, 11),
      boundLayer(bounds, { x, y: { ...y, field: 'head' }, text: { field: 'most' } }, -9),
    ],
  }
}

/** Labels for the lowest or the highest allowed values of the genes, at the ends of their axes. */
const boundLayer = (values: readonly Row[], encoding: Encoding, dy: number): Layer => ({
  data: { values: [...values] },
  mark: { type: 'text', dy, fontSize: 10, color: palette.muted, tooltip: null },
  encoding,
})

const number = (x: number) => String(Number(x.toPrecision(4)))

import type { Gene } from '../../genome/gene.ts'
import { type Chart, type Encoding, type Headline, type Layer, type Row, title } from '../chart.ts'
import { config, lineColours, palette } from '../theme.ts'

const columns = 12

/**
 * Distribution of one gene's values in the first and the last generation, over the range that the gene allows. If the values have
 * moved to one side, the gene matters; if they are still spread out, it does not; if they crowd at a bound, the bound is too narrow.
 *
 * @param first values in the first generation; may be empty
 * @param last  values in the last generation, at least one
 */
export function geneSpread(first: readonly Gene[], last: readonly Gene[], headline: Headline = {}): Chart {
  const [{ spec }] = last
  const { min, max, unit, kind } = spec
  // Integer genes get columns of an integer width; otherwise some columns would hold more integers than others.
  const room = kind === 'int' ? max - min + 1 : max - min
  const step = kind === 'int' ? Math.ceil(room / columns) : room / columns || 1
  const start = kind === 'int' ? min - 0.5 : min
  const bins = Math.max(1, kind === 'int' ? Math.ceil(room / step) : columns)
  const shares = (genes: readonly Gene[], when: string) => {
    const counts = new Array<number>(bins).fill(0)
    for (const { value } of genes) counts[Math.min(bins - 1, Math.max(0, Math.floor((value - start) / step)))]++
    return counts.map((count, i) => ({
      when,
      from: start + i * step,
      to: start + (i + 1) * step,
      share: count / genes.length,
      count,
    }))
  }
  const span: [number, number] = [start, start + bins * step]
  const x = {
    field: 'from',
    type: 'quantitative',
    title: unit,
    scale: { domain: span, nice: false, zero: false },
    axis: { tickCount: 4, format: '.4~g' },
  } as const
  const y = { field: 'share', type: 'quantitative', title: null, axis: { format: '.0%', tickCount: 3 } } as const
  const tooltip = [
    { field: 'when', title: 'generation' },
    { field: 'from', type: 'quantitative', format: '.4~g' },
    { field: 'to', type: 'quantitative', format: '.4~g' },
    { field: 'share', type: 'quantitative', format: '.0%' },
    { field: 'count', type: 'quantitative', title: 'genomes' },
  ] as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? 210,
    height: headline.height ?? 90,
    config: { ...config, axisY: { ...config.axisY, minExtent: 34 } },
    layer: [
      {
        data: { values: shares(last, 'last') },
        mark: { type: 'bar', color: lineColours[0], opacity: 0.75, stroke: palette.paper, strokeWidth: 0.5 },
        encoding: { x, x2: { field: 'to' }, y, tooltip: [...tooltip] },
      },
      ...(first.length > 0
        ? [outlineLayer([...shares(first, 'first'), { from: start + bins * step, share: 0 }], { x, y })]
        : []),
    ],
  }
}

const outlineLayer = (values: readonly Row[], encoding: Encoding): Layer => ({
  data: { values: [...values] },
  mark: { type: 'line', interpolate: 'step-after', color: lineColours[1], strokeWidth: 1.5, tooltip: null },
  encoding,
})

import type { Column } from '../market/bars.ts'
import type { Bps } from '../market/units.ts'
import { type Chart, defaultWidth, type Headline, type Layer, type Row, title } from './chart.ts'
import { config, palette } from './theme.ts'

export interface TradeResultsOptions extends Headline {
  /** Cost of one round trip. */
  readonly costBps: Bps
}

/** Share of trades at each end that is counted in the outermost column, because a few extreme trades would flatten the others. */
const tail = 0.01
const columns = 60

/**
 * Distribution of trade results before costs, with their mean and the cost of a round trip. If the mean is below the cost, trading the
 * idea loses money. The outermost columns include all results beyond them.
 *
 * @param results bps of the position, one for each trade; at least one
 * @throws RangeError without results
 */
export function tradeResults(results: Column, { costBps, ...headline }: TradeResultsOptions): Chart {
  const n = results.length
  if (n === 0) throw new RangeError('tradeResults: no trades, expected at least one')
  const sorted = Float64Array.from(results).sort()
  const [least, most] = [sorted[Math.floor(tail * (n - 1))], sorted[Math.ceil((1 - tail) * (n - 1))]]
  const mean = sorted.reduce((sum, x) => sum + x, 0) / n
  const step = Math.max(1, Math.ceil((most - least) / columns))
  const counts = new Map<number, number>()
  for (const x of sorted) {
    const from = step * Math.floor(Math.min(most, Math.max(least, x)) / step)
    counts.set(from, (counts.get(from) ?? 0) + 1)
  }
  const tallest = Math.max(...counts.values())
  // The two lines are often close together, so each label is on the side away from the other line.
  const rules = [
    { at: mean, text: `mean ${signed(mean)} bps`, colour: palette.ink, left: mean < costBps },
    { at: costBps, text: `a round trip costs ${bpsText(costBps)} bps`, colour: palette.warning, left: costBps <= mean },
  ]
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title({ title: 'Results of trades before costs', ...headline }),
    width: headline.width ?? defaultWidth,
    height: headline.height ?? 200,
    config,
    layer: [
      {
        data: { values: [...counts].map(([from, trades]) => ({ from, to: from + step, trades })) },
        mark: { type: 'bar', stroke: palette.paper, strokeWidth: 0.5 },
        encoding: {
          x: {
            ...{ field: 'from', type: 'quantitative', title: 'result of a trade before costs (bps of the position)' },
            axis: { format: '+,d' },
          },
          x2: { field: 'to' },
          // The axis extends above the columns to make room for the labels.
          y: { ...{ field: 'trades', type: 'quantitative', title: 'trades' }, scale: { domain: [0, 1.2 * tallest] } },
          y2: { datum: 0 },
          color: { condition: { test: 'datum.from >= 0', value: palette.rise }, value: palette.fall },
          opacity: { value: 0.6 },
          tooltip: [
            { field: 'from', type: 'quantitative', title: 'from (bps)' },
            { field: 'to', type: 'quantitative', title: 'to (bps)' },
            { field: 'trades', type: 'quantitative' },
          ],
        },
      },
      {
        data: { values: rules },
        mark: { type: 'rule', strokeWidth: 1.5, strokeDash: [4, 3], tooltip: null },
        encoding: {
          x: { field: 'at', type: 'quantitative' },
          color: { field: 'colour', type: 'nominal', scale: null },
        },
      },
      wordLayer(
        rules.filter(rule => rule.left),
        'right',
      ),
      wordLayer(
        rules.filter(rule => !rule.left),
        'left',
      ),
    ],
  }
}

const wordLayer = (values: readonly Row[], align: 'left' | 'right'): Layer => ({
  data: { values: [...values] },
  mark: { type: 'text', align, dx: align === 'left' ? 6 : -6, fontSize: 11, tooltip: null },
  encoding: {
    x: { field: 'at', type: 'quantitative' },
    y: { value: 8 },
    text: { field: 'text' },
    color: { field: 'colour', type: 'nominal', scale: null },
  },
})

const bpsText = (bps: Bps) => bps.toFixed(1).replace('-', '−')
const signed = (bps: Bps) => `${bps < 0 ? '' : '+'}${bpsText(bps)}`

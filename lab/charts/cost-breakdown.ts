import type { Chart, Headline } from './chart.ts'
import { title } from './chart.ts'
import { config, palette } from './theme.ts'

/** Where the money went, USD. Costs are positive when paid. */
export interface CostSummary {
  /** Profit before any cost. */
  readonly grossUsd: number
  readonly feesUsd: number
  readonly slippageUsd: number
  /** Negative when more was received than paid. */
  readonly fundingUsd: number
  /** Collateral that a venue kept when it took over the positions; no step when there was none. */
  readonly takeoverUsd?: number
  readonly netUsd: number
}

/** A waterfall from gross profit, cost by cost, down to what was kept. */
export function costBreakdown(costs: CostSummary, headline: Headline = {}): Chart {
  const steps = [
    { name: 'gross profit', from: 0, to: costs.grossUsd, total: true },
    ...falling(costs.grossUsd, [
      ['fees', costs.feesUsd],
      ['slippage', costs.slippageUsd],
      ['funding', costs.fundingUsd],
      ...(costs.takeoverUsd ? ([['takeover', costs.takeoverUsd]] as const) : []),
    ]),
    { name: 'net profit', from: 0, to: costs.netUsd, total: true },
  ].map(step => ({ ...step, change: step.to - step.from }))
  const x = {
    field: 'name',
    type: 'nominal',
    sort: null,
    title: null,
    axis: { labelAngle: 0, labelFontSize: 12 },
    scale: { padding: 0.35 },
  } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title({ title: 'From gross to net', ...headline }),
    width: headline.width ?? 480,
    height: headline.height ?? 220,
    config,
    data: { values: steps },
    layer: [
      {
        mark: { type: 'bar' },
        encoding: {
          x,
          y: { field: 'from', type: 'quantitative', title: 'profit (USD)', axis: { format: ',.0f' } },
          y2: { field: 'to' },
          color: {
            condition: [
              { test: 'datum.total && datum.change >= 0', value: palette.rise },
              { test: 'datum.total || datum.change < 0', value: palette.fall },
            ],
            value: palette.rise,
          },
          opacity: { condition: { test: 'datum.total', value: 1 }, value: 0.55 },
          tooltip: [
            { field: 'name', title: 'step' },
            { field: 'change', type: 'quantitative', title: 'USD', format: '+,.2f' },
          ],
        },
      },
      {
        transform: [{ calculate: 'max(datum.from, datum.to)', as: 'top' }],
        mark: { type: 'text', baseline: 'bottom', dy: -4, color: palette.ink, fontSize: 11 },
        encoding: {
          x,
          y: { field: 'top', type: 'quantitative' },
          text: { field: 'change', type: 'quantitative', format: '+,.0f' },
        },
      },
      { mark: { type: 'rule', color: palette.neutral }, encoding: { y: { datum: 0 } } },
    ],
  }
}

function falling(start: number, costs: readonly (readonly [string, number])[]) {
  let level = start
  return costs.map(([name, cost]) => {
    const from = level
    level -= cost
    return { name, from, to: level, total: false }
  })
}

import { type Chart, type Headline, title } from './chart.ts'
import { config, palette } from './theme.ts'

export interface Step {
  readonly name: string
  /** USD; positive for a gain. */
  readonly change: number
}

export interface Waterfall {
  readonly from: { readonly name: string; readonly usd: number }
  /** From left to right. */
  readonly steps: readonly Step[]
  /** Final amount, drawn as given even if the steps do not add up to it. */
  readonly to: { readonly name: string; readonly usd: number }
}

/** A waterfall chart from one amount to another, step by step. */
export function waterfall({ from, steps, to }: Waterfall, headline: Headline = {}): Chart {
  let level = from.usd
  const bars = [
    { name: from.name, from: 0, to: from.usd, total: true },
    ...steps.map(({ name, change }) => {
      const before = level
      level += change
      return { name, from: before, to: level, total: false }
    }),
    { name: to.name, from: 0, to: to.usd, total: true },
  ].map(step => ({ ...step, change: step.to - step.from }))
  const x = {
    field: 'name',
    type: 'nominal',
    sort: null,
    title: null,
    axis: { labelAngle: 0, labelFontSize: 12, labelExpr: "split(datum.label, ' ')", labelLineHeight: 13 },
    scale: { padding: 0.35 },
  } as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? 480,
    height: headline.height ?? 220,
    config,
    data: { values: bars },
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

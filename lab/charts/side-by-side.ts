import type { TopLevelSpec } from 'vega-lite'
import { type Chart, type Headline, title } from './chart.ts'
import { config } from './theme.ts'

export type Panel = Extract<TopLevelSpec, { hconcat: unknown[] }>['hconcat'][number]

/** Panels in one row below one title. Each reserves only as much room for axis labels as they need. */
export const sideBySide = (headline: Headline, panels: readonly Panel[], spacing = 18): Chart => ({
  $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
  ...title(headline),
  config: { ...config, axisY: { ...config.axisY, minExtent: 0, grid: false } },
  hconcat: [...panels],
  spacing,
})

/** Title of one panel. */
export const panelTitle = (text: string) => ({ text, fontSize: 12, fontWeight: 600 as const, offset: 6 })

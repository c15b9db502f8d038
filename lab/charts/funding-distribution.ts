import type { Bars } from '../market/bars.ts'
import { type DurationMs, day, hour } from '../market/units.ts'
import { type Chart, defaultWidth, type Headline, title } from './chart.ts'
import { config, palette } from './theme.ts'

const year: DurationMs = 365 * day
/** Converts an hourly rate to % a year. */
const yearly = (rate: number): number => Math.round((1e5 * rate * year) / hour) / 1e3

/**
 * Distribution of hourly funding rates by symbol, in % of the position a year; positive when longs pay shorts. A line covers the
 * middle 90 % of the hours, a bar the middle half; a stroke is the median, a dot the mean, which is the cost of holding. The highest
 * mean comes first. Symbols without a known rate are left out.
 */
export function fundingDistribution(market: readonly Bars[], headline: Headline = {}): Chart {
  const rows = market.flatMap(bars => spread(bars) ?? []).sort((a, b) => b.mean - a.mean)
  const y = { field: 'symbol', type: 'nominal', sort: rows.map(row => row.symbol), title: null } as const
  const x = (field: string) => ({ ...rate, field })
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title({
      title: 'Funding rates by symbol',
      subtitle: 'line: the middle 90 % of the hours · bar: the middle half · stroke: median · dot: mean',
      ...headline,
      synthetic: headline.synthetic === true || market.some(bars => bars.synthetic),
    }),
    width: headline.width ?? defaultWidth - 40,
    height: headline.height ?? 17 * Math.max(3, rows.length),
    config: { ...config, axisY: { ...config.axisY, minExtent: 0, grid: false } },
    data: { values: rows },
    layer: [
      { mark: { type: 'rule', color: palette.neutral }, encoding: { x: { datum: 0, type: 'quantitative' } } },
      {
        mark: { type: 'rule', color: palette.neutral, strokeWidth: 1.5 },
        encoding: { y, x: x('p5'), x2: { field: 'p95' }, tooltip },
      },
      {
        mark: { type: 'bar', height: 8, stroke: null },
        encoding: {
          y,
          x: x('p25'),
          x2: { field: 'p75' },
          color: { condition: { test: 'datum.mean < 0', value: palette.fall }, value: palette.rise },
          tooltip,
        },
      },
      {
        mark: { type: 'tick', color: palette.ink, thickness: 2, height: 12 },
        encoding: { y, x: x('median'), tooltip },
      },
      {
        mark: {
          type: 'point',
          filled: true,
          fill: palette.paper,
          stroke: palette.ink,
          strokeWidth: 1.5,
          size: 36,
          opacity: 1,
        },
        encoding: { y, x: x('mean'), tooltip },
      },
    ],
  }
}

const rate = {
  type: 'quantitative' as const,
  title: '◂ shorts pay longs  |  funding (% of the position a year)  |  longs pay shorts ▸',
  axis: { format: '+.0f', labelExpr: "datum.value === 0 ? '0' : datum.label", grid: true, tickCount: 8 },
}

const tooltip = [
  { field: 'symbol', title: 'symbol' },
  ...['p5', 'p25', 'median', 'mean', 'p75', 'p95'].map(field => ({
    field,
    type: 'quantitative' as const,
    title: `${field} (% a year)`,
    format: '+.1f',
  })),
  { field: 'paying', type: 'quantitative' as const, title: 'hours in which longs paid', format: '.0%' },
  { field: 'hours', type: 'quantitative' as const, title: 'known hours', format: ',' },
]

/** Mean and quantiles of one symbol's rates, in % a year; undefined when no rate is known. */
function spread({ symbol, funding, interval }: Bars) {
  const known = funding ? Float64Array.from(funding).filter(Number.isFinite).sort() : new Float64Array()
  if (known.length === 0) return undefined
  const at = (share: number) => {
    const place = share * (known.length - 1)
    const low = known[Math.floor(place)]
    return yearly(low + (place % 1) * (known[Math.ceil(place)] - low))
  }
  return {
    ...{ symbol, hours: Math.round((known.length * interval) / hour) },
    paying: known.filter(one => one > 0).length / known.length,
    mean: yearly(known.reduce((sum, one) => sum + one, 0) / known.length),
    ...{ p5: at(0.05), p25: at(0.25), median: at(0.5), p75: at(0.75), p95: at(0.95) },
  }
}

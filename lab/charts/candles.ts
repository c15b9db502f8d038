import type { Bars, Column } from '../market/bars.ts'
import { showInterval } from '../market/units.ts'
import { body, type Chart, defaultWidth, drawn, type Headline, type Layer, overTime, timeAxis, zoom } from './chart.ts'
import { coarser } from './downsample.ts'
import { lineRows } from './line.ts'
import { lineColours, palette } from './theme.ts'
import { type TradeMark, tradeLayers } from './trade-mark.ts'

export interface CandlesOptions extends Headline {
  /** Trades to mark. With trades, the candles are drawn paler. */
  readonly trades?: readonly TradeMark[]
  /** Lines over the candles, by their name in the legend: one value per bar, in the unit of the price. */
  readonly indicators?: Readonly<Record<string, Column>>
}

/**
 * Draws prices as candles. If the chart is too narrow for all bars, several bars are merged into one candle.
 * The subtitle then states the interval of a candle.
 *
 * @throws RangeError when an indicator does not have one value for each bar
 */
export function candles(bars: Bars, options: CandlesOptions = {}): Chart {
  const width = options.width ?? defaultWidth
  // Each candle needs three pixels: the wick, the body around it, and the gap to the next candle.
  const shown = coarser(bars, Math.floor(width / 3))
  const lines = Object.entries(options.indicators ?? {}).map(([label, value]) => {
    if (value.length === bars.openTime.length) return { label, time: bars.openTime, value }
    throw new RangeError(`${label} has ${value.length} values, expected one for each of ${bars.openTime.length} bars`)
  })
  const rows = Array.from(shown.openTime, (openTime, i) => ({
    ...body(openTime, shown.interval),
    open: drawn(shown.open[i]),
    high: drawn(shown.high[i]),
    low: drawn(shown.low[i]),
    close: drawn(shown.close[i]),
    volume: drawn(shown.volume[i]),
  }))
  const coverage = shown === bars ? undefined : `each candle covers ${showInterval(shown.interval)}`
  const subtitle = [options.subtitle, coverage].filter(part => part !== undefined).join(' · ')
  return overTime(
    {
      height: 340,
      title: `${bars.symbol} · ${bars.venue} · ${showInterval(bars.interval)}`,
      ...options,
      ...(subtitle && { subtitle }),
      synthetic: bars.synthetic || options.synthetic === true,
    },
    rows,
    [
      ...candleLayers(options.trades ? faint : strong),
      ...indicatorLayers(lines, width),
      ...tradeLayers(options.trades ?? []),
    ],
  )
}

const strong = { rise: palette.rise, fall: palette.fall }
/** Paler candles for charts whose subject is the trades. */
const faint = { rise: palette.riseFaint, fall: palette.fallFaint }

function candleLayers({ rise, fall }: { rise: string; fall: string }): Layer[] {
  const color = { condition: { test: 'datum.close < datum.open', value: fall }, value: rise } as const
  const price = (field: string) =>
    ({ field, type: 'quantitative', title: 'price (USD)', scale: { zero: false }, axis: { format: ',.6~g' } }) as const
  const tooltip = [
    { field: 'at', title: 'opened (UTC)' },
    ...['open', 'high', 'low', 'close', 'volume'].map(
      field => ({ field, type: 'quantitative', format: ',.6~g' }) as const,
    ),
  ]
  return [
    {
      mark: { type: 'rule', strokeWidth: 1 },
      encoding: {
        x: { ...timeAxis, field: 'middle' },
        y: price('low'),
        y2: { field: 'high' },
        color,
        tooltip,
      },
    },
    {
      // The minimum height keeps a bar visible whose close equals its open.
      mark: { type: 'bar', minBandSize: 1, stroke: null, cornerRadius: 0 },
      params: [zoom],
      encoding: {
        x: { ...timeAxis, field: 'from' },
        x2: { field: 'to' },
        y: price('open'),
        y2: { field: 'close' },
        color,
        tooltip,
      },
    },
  ]
}

function indicatorLayers(lines: Parameters<typeof lineRows>[0], width: number): Layer[] {
  if (lines.length === 0) return []
  // Blue is used for rising candles.
  const [, ...colours] = lineColours
  return [
    {
      data: { values: lineRows(lines, width) },
      mark: { type: 'line', strokeWidth: 1.5, invalid: 'break-paths-show-path-domains', tooltip: null },
      encoding: {
        x: timeAxis,
        y: { field: 'value', type: 'quantitative' },
        color: {
          field: 'label',
          type: 'nominal',
          scale: { domain: lines.map(line => line.label), range: colours },
        },
      },
    },
  ]
}

import type { Layer, Row } from './chart.ts'
import { timeAxis } from './chart.ts'
import { palette } from './theme.ts'

/** A round trip, reduced to the fields that charts need. */
export interface TradeMark {
  readonly direction: 'long' | 'short'
  /** Time of entry and of exit, epoch ms. */
  readonly openedAt: number
  readonly closedAt: number
  /** USD per base unit. */
  readonly entryPrice: number
  readonly exitPrice: number
  /** Profit after all costs, USD; negative is a loss. */
  readonly netUsd: number
}

/**
 * Layers that draw trades. A triangle marks the entry, up for long and down for short; a dashed line leads to a square
 * at the exit. Winning trades are blue, losing trades vermilion.
 */
export function tradeLayers(trades: readonly TradeMark[]): Layer[] {
  if (trades.length === 0) return []
  const rows: Row[] = trades.map(trade => ({
    time: trade.openedAt,
    until: trade.closedAt,
    entry: trade.entryPrice,
    exit: trade.exitPrice,
    net: Number(trade.netUsd.toFixed(2)),
    direction: trade.direction,
  }))
  const data = { values: rows }
  const color = {
    condition: { test: 'datum.net > 0', value: palette.rise },
    value: palette.fall,
  } as const
  const transform = [
    { calculate: "utcFormat(datum.time, '%Y-%m-%d %H:%M')", as: 'opened' },
    { calculate: "utcFormat(datum.until, '%Y-%m-%d %H:%M')", as: 'closed' },
  ]
  const tooltip = [
    { field: 'direction', type: 'nominal', title: 'direction' },
    { field: 'opened', type: 'nominal', title: 'opened (UTC)' },
    { field: 'entry', type: 'quantitative', title: 'entry price', format: ',.6~g' },
    { field: 'closed', type: 'nominal', title: 'closed (UTC)' },
    { field: 'exit', type: 'quantitative', title: 'exit price', format: ',.6~g' },
    { field: 'net', type: 'quantitative', title: 'net (USD)', format: '+,.2f' },
  ] as const
  const outline = { filled: true, opacity: 1, stroke: palette.paper, strokeWidth: 0.8 } as const
  return [
    {
      data,
      mark: { type: 'rule', strokeDash: [3, 2], strokeWidth: 1.2, opacity: 0.85, tooltip: null },
      encoding: {
        x: timeAxis,
        x2: { field: 'until' },
        y: { field: 'entry', type: 'quantitative' },
        y2: { field: 'exit' },
        color,
      },
    },
    // Exits are drawn below entries: where a trade reverses into the next, the new direction stays visible.
    {
      data,
      transform,
      mark: { type: 'point', shape: 'square', size: 42, ...outline },
      encoding: {
        x: { ...timeAxis, field: 'until' },
        y: { field: 'exit', type: 'quantitative' },
        color,
        tooltip: [...tooltip],
      },
    },
    {
      data,
      transform,
      mark: { type: 'point', size: 80, ...outline },
      encoding: {
        x: timeAxis,
        y: { field: 'entry', type: 'quantitative' },
        color,
        shape: {
          condition: { test: "datum.direction === 'long'", value: 'triangle-up' },
          value: 'triangle-down',
        },
        tooltip: [...tooltip],
      },
    },
  ]
}

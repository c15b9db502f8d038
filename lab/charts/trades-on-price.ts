import { type Bars, between } from '../market/bars.ts'
import { showTime } from '../market/units.ts'
import { candles } from './candles.ts'
import type { Chart, Headline } from './chart.ts'
import type { TradeMark } from './trade-mark.ts'

export interface TradesOnPriceOptions extends Headline {
  /** Number of newest trades to draw (default: 40). More would cover each other. */
  readonly last?: number
}

/** The newest trades over the prices around them. The subtitle gives their number and the total. */
export function tradesOnPrice(bars: Bars, trades: readonly TradeMark[], options: TradesOnPriceOptions = {}): Chart {
  const { last = 40, ...headline } = options
  const byTime = [...trades].sort((a, b) => a.openedAt - b.openedAt)
  const shown = byTime.slice(-last)
  if (shown.length === 0) return candles(bars, { subtitle: 'no trades', ...headline })
  const from = shown[0].openedAt
  const to = Math.max(...shown.map(trade => trade.closedAt))
  const margin = Math.max(20 * bars.interval, 0.05 * (to - from))
  const subtitle =
    shown.length < trades.length
      ? `the last ${shown.length} of ${trades.length} trades, from ${showTime(from)} UTC`
      : `all ${trades.length} trades`
  return candles(between(bars, from - margin, to + margin), { subtitle, ...headline, trades: shown })
}

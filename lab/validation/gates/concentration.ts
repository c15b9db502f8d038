import { showTime } from '../../market/units.ts'
import { above, type Gate } from './gate.ts'
import { dailyOf, daysOf, growth, tradesOf } from './returns.ts'

export interface ConcentrationFindings {
  readonly netUsd: number
  readonly trades: number
  readonly dropped: number
  readonly withoutTrades: number
  readonly bestDay?: { readonly at: number; readonly gain: number }
  /** Return of training and validation without their best day. */
  readonly withoutDay: number
  readonly symbols: number
  readonly bestSymbol?: string
  readonly withoutSymbol: number
}

/** G7: whether the profit depends on a few trades, one day or one symbol. */
export const concentration: Gate<ConcentrationFindings> = {
  id: 'G7',
  name: 'concentration',
  concern: 'Its profit does not depend on a few trades, one day or one symbol.',
  async find(context) {
    const { outcomes, thresholds, candidate } = context
    const trades = tradesOf(context)
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
    const net = trades.map(({ netUsd }) => netUsd)
    const dropped = Math.min(trades.length, thresholds.concentration.trades)
    const best = [...net].sort((a, b) => b - a).slice(0, dropped)
    const bySymbol = candidate.strategy.universe.map(symbol => ({
      symbol,
      usd: sum(trades.filter(trade => trade.symbol === symbol).map(({ netUsd }) => netUsd)),
    }))
    const richest = bySymbol.reduce((a, b) => (b.usd > a.usd ? b : a))
    const { seen, train } = dailyOf(context)
    let top = -1
    for (let i = 0; i < seen.length; i++) if (top < 0 || seen[i] > seen[top]) top = i
    const ends = [...daysOf(outcomes.train.time), ...daysOf(outcomes.validation.time)]
    const rest = seen.filter((_, i) => i !== top)
    return {
      netUsd: sum(net),
      trades: trades.length,
      dropped,
      withoutTrades: sum(net) - sum(best),
      ...(top >= 0 && ends.length === seen.length && { bestDay: { at: ends[top], gain: seen[top] } }),
      withoutDay: train.length > 0 ? growth(rest) : 0,
      symbols: candidate.strategy.universe.length,
      ...(richest.usd > 0 && { bestSymbol: richest.symbol }),
      withoutSymbol: sum(net) - Math.max(0, richest.usd),
    }
  },
  checks: [
    {
      check: 'without its best trades',
      unit: 'USD',
      required: () => 0,
      found: f => f.withoutTrades,
      passes: above,
      say: (found, _, f) =>
        `Without its ${f.dropped} best of ${f.trades.toLocaleString('en-US')} trades it would have made ${found}. Required: above zero.`,
      silent: '',
    },
    {
      check: 'without its best day',
      unit: 'share',
      required: () => 0,
      found: f => f.withoutDay,
      passes: above,
      say: (found, _, f) =>
        `Without its best day${f.bestDay ? ` (${showTime(f.bestDay.at).slice(0, 10)}, ${(100 * f.bestDay.gain).toFixed(1)} %)` : ''} it would have made ${found}. Required: above zero.`,
      silent: '',
    },
    {
      check: 'without its best symbol',
      unit: 'USD',
      required: () => 0,
      found: f => f.withoutSymbol,
      passes: above,
      say: (found, _, f) =>
        `Without ${f.bestSymbol ?? 'any symbol'}, the best of its ${f.symbols} symbols, it would have made ${found}. Required: above zero.`,
      silent: '',
      asked: f => f.symbols > 1,
    },
  ],
}

import type { FeedGap, Streamed, TradeNews } from '../../market/feed-stream.ts'
import type { CandleRow, TradeRow } from '../../market/records.ts'
import { ceilTo, type DurationMs, type EpochMs, floorTo, type Price } from '../../market/units.ts'
import { type BarBuilder, createBarBuilder } from '../ticks/builder.ts'
import { candlesStream, type RecordedGap, shortestFetched, tradesStream } from './recorded-gap.ts'

/** A trade of the symbol whose tape it is. */
export type TapeTrade = Streamed<TradeRow>

export interface TapeOptions {
  readonly venue: string
  readonly symbol: string
  /** Ascending, each a multiple of the one before. */
  readonly intervals: readonly DurationMs[]
  /** How late a trade may come and still be in its bar. */
  readonly lateness: DurationMs
  /** The last trade that is recorded already; undefined for none. */
  readonly lastTrade: EpochMs | undefined
  /** Until when closed bars of an interval are recorded already; undefined for none. */
  readonly barsUntil: (interval: DurationMs) => EpochMs | undefined
  onTrades(trades: readonly TapeTrade[]): void
  onCandle(candle: CandleRow): void
  /** From here on every trade has come: told once. */
  onWhole(from: EpochMs): void
  /** Something is missing from here to there: of candles that the venue keeps, it can be had from there. */
  onGap(gap: RecordedGap): void
}

/** One symbol's trades, and the bars made of them. What is not known to be whole is told as a gap, never as a bar. */
export interface Tape {
  /** Silence is no calm from here on: no bar closes until the stream is heard again. */
  interrupted(): void
  /** What was interrupted goes on, with the message that comes next. */
  resumed(gap: FeedGap): void
  take(news: TradeNews): void
  /** Closes bars that have ended, though nobody traded. @param now by the venue's clock */
  advance(now: EpochMs): void
}

export function createTape(options: TapeOptions): Tape {
  const { venue, symbol, intervals, lateness, onTrades, onCandle, onGap } = options
  let builder: BarBuilder | undefined
  let isInterrupted = false
  /** What has not been bridged when the next trades come: since when trades may be missing, and why. */
  let torn: { readonly since: EpochMs | undefined; readonly reason: string } | undefined = {
    since: options.lastTrade,
    reason: 'nothing was recorded',
  }

  /** The record is whole from the first trade of `trades` on, or from the last recorded one when they reach back to it. */
  function bridge(trades: readonly TapeTrade[], whole: EpochMs, { since, reason }: NonNullable<typeof torn>): void {
    const isFirst = builder === undefined
    // All that was traded until then has come, in the order of one socket: bars that ended by then are whole.
    if (since !== undefined) builder?.advance((since + lateness) as EpochMs)
    builder?.flush()
    const isBridged = isFirst && since !== undefined && whole <= since
    if (since !== undefined && !isBridged) {
      onGap({ symbol, stream: tradesStream, from: since, to: whole, reason })
    }
    for (const interval of intervals) {
      const known = isFirst ? options.barsUntil(interval) : since === undefined ? undefined : floorTo(since, interval)
      const [from, to] = [known ?? floorTo(whole, interval), ceilTo(whole, interval)]
      const isLost = interval < shortestFetched && known === undefined
      if (from < to && !isLost) onGap({ symbol, stream: candlesStream(interval), from, to, reason })
    }
    if (isFirst) options.onWhole(whole)
    const lastClose = lastBefore(trades, whole)
    builder = createBarBuilder({
      ...{ venue, symbol, intervals, lateness, from: whole, empty: 'flat' },
      ...(lastClose !== undefined && { lastClose }),
      // A second without trades is no news; a minute without them is what the venue's own candles show.
      onBar: bar => (bar.interval >= shortestFetched || bar.trades ? onCandle(bar) : undefined),
      // It lies across an edge of what is whole, and is in a gap already.
      onPartial() {},
      onLate: late => {
        const to = (late.bar + late.interval) as EpochMs
        onGap({ symbol, stream: candlesStream(late.interval), from: late.bar, to, reason: 'a trade came too late' })
      },
    })
    for (const trade of trades) if (trade.t >= whole) builder.add(trade.t, trade.price, trade.size)
  }

  return {
    interrupted() {
      isInterrupted = true
    },
    resumed(gap) {
      isInterrupted = false
      if (gap.bridged) return
      // Of a gap that is still unmended the earlier beginning stands.
      torn ??= { since: gap.from.venueTime ?? undefined, reason: gap.reason }
    },
    take({ data, isSnapshot }) {
      const trades = inOrder(data)
      const whole = torn && wholeFrom(trades, isSnapshot, torn.since, builder === undefined)
      if (torn && whole !== undefined) {
        // Before the trades: what cannot be noted must not be written either.
        bridge(trades, whole, torn)
        torn = undefined
        if (trades.length) onTrades(trades)
        return
      }
      if (trades.length) onTrades(trades)
      if (torn) return
      for (let i = 0; i < trades.length; i++) builder?.add(trades[i].t, trades[i].price, trades[i].size)
    },
    advance(now) {
      if (!isInterrupted && !torn) builder?.advance(now)
    },
  }
}

/**
 * From when on every trade has come, when `trades` are the first after an interruption.
 *
 * @param isFirst of this run, so that none of them was taken out for having come before
 * @returns undefined when nobody can say yet: a dead market, or stragglers from before the interruption
 */
function wholeFrom(
  trades: readonly TapeTrade[],
  isSnapshot: boolean,
  since: EpochMs | undefined,
  isFirst: boolean,
): EpochMs | undefined {
  if (trades.length === 0) return undefined
  // Not from this one on: several trades share a millisecond, and the oldest may not be all of them.
  if (since === undefined || (isFirst && trades[0].t < since)) return after(trades[0].t)
  if (trades[trades.length - 1].t <= since) return undefined
  const first = isSnapshot ? trades[0] : trades.find(({ t }) => t > since)
  return after(Math.max(since, first?.t ?? since))
}

const after = (t: number): EpochMs => (t + 1) as EpochMs

/** Oldest first: lists of recent trades come either way. Those of one millisecond keep the venue's order. */
function inOrder(trades: readonly TapeTrade[]): readonly TapeTrade[] {
  const last = trades.length - 1
  if (last <= 0) return trades
  const oldestFirst = trades[0].t > trades[last].t ? [...trades].reverse() : trades
  for (let i = 1; i <= last; i++) {
    if (oldestFirst[i].t < oldestFirst[i - 1].t) return [...oldestFirst].sort((a, b) => a.t - b.t)
  }
  return oldestFirst
}

function lastBefore(trades: readonly TapeTrade[], whole: EpochMs): Price | undefined {
  let last: Price | undefined
  for (const trade of trades) if (trade.t < whole) last = trade.price
  return last
}

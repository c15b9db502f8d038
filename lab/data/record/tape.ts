import type { FeedGap, Streamed, TradeNews } from '../../market/feed-stream.ts'
import type { CandleRow, TradeRow } from '../../market/records.ts'
import { ceilTo, type DurationMs, type EpochMs, floorTo, type Price } from '../../market/units.ts'
import { type BarBuilder, createBarBuilder } from '../ticks/builder.ts'
import { candlesStream, type RecordedGap, shortestFetched, tradesStream } from './recorded-gap.ts'

/** A trade of the tape's symbol. */
export type TapeTrade = Streamed<TradeRow>

export interface TapeOptions {
  readonly venue: string
  readonly symbol: string
  /** Ascending, each a multiple of the one before. */
  readonly intervals: readonly DurationMs[]
  /** How late a trade may arrive and still enter its bar. */
  readonly lateness: DurationMs
  /** Time of the last recorded trade; undefined without one. */
  readonly lastTrade: EpochMs | undefined
  /** End of the last recorded bar of an interval; undefined without one. */
  readonly barsUntil: (interval: DurationMs) => EpochMs | undefined
  onTrades(trades: readonly TapeTrade[]): void
  onCandle(candle: CandleRow): void
  /** Called once: every trade from this time on has arrived. */
  onComplete(from: EpochMs): void
  /** Rows of a time range are missing. Candles that the venue publishes can be fetched. */
  onGap(gap: RecordedGap): void
}

/** One symbol's trades and the bars made of them. A bar that may lack trades is reported as a gap and never as a bar. */
export interface Tape {
  /** The stream was interrupted: no bar closes until it resumes. */
  interrupted(): void
  /** The stream has resumed. The next message comes after the gap. */
  resumed(gap: FeedGap): void
  take(news: TradeNews): void
  /** Closes bars that have ended, even without trades. @param now by the venue's clock */
  advance(now: EpochMs): void
}

export function createTape(options: TapeOptions): Tape {
  const { venue, symbol, intervals, lateness, onTrades, onCandle, onGap } = options
  let builder: BarBuilder | undefined
  let isInterrupted = false
  /** The open gap, until the next trades arrive: the time after which trades may be missing, and the reason. */
  let openGap: { readonly since: EpochMs | undefined; readonly reason: string } | undefined = {
    since: options.lastTrade,
    reason: 'nothing was recorded',
  }

  /**
   * Ends the open gap. The record is complete from `completeFrom` on; when the trades reach back to the last recorded one, nothing is
   * missing.
   */
  function closeGap(
    trades: readonly TapeTrade[],
    completeFrom: EpochMs,
    { since, reason }: NonNullable<typeof openGap>,
  ): void {
    const isFirst = builder === undefined
    // A socket delivers in order, so all trades until `since` have arrived: bars that ended by then are complete.
    if (since !== undefined) builder?.advance((since + lateness) as EpochMs)
    builder?.flush()
    const isBridged = isFirst && since !== undefined && completeFrom <= since
    if (since !== undefined && !isBridged) {
      onGap({ symbol, stream: tradesStream, from: since, to: completeFrom, reason })
    }
    for (const interval of intervals) {
      const known = isFirst ? options.barsUntil(interval) : since === undefined ? undefined : floorTo(since, interval)
      const [from, to] = [known ?? floorTo(completeFrom, interval), ceilTo(completeFrom, interval)]
      const isLost = interval < shortestFetched && known === undefined
      if (from < to && !isLost) onGap({ symbol, stream: candlesStream(interval), from, to, reason })
    }
    if (isFirst) options.onComplete(completeFrom)
    const lastClose = lastBefore(trades, completeFrom)
    builder = createBarBuilder({
      ...{ venue, symbol, intervals, lateness, from: completeFrom, empty: 'flat' },
      ...(lastClose !== undefined && { lastClose }),
      // A second without trades is not recorded. A minute without trades is, as in the venue's own candles.
      onBar: bar => (bar.interval >= shortestFetched || bar.trades ? onCandle(bar) : undefined),
      // A bar that is complete only in part lies in a recorded gap already.
      onPartial() {},
      onLate: late => {
        const to = (late.bar + late.interval) as EpochMs
        onGap({ symbol, stream: candlesStream(late.interval), from: late.bar, to, reason: 'a trade came too late' })
      },
    })
    for (const trade of trades) if (trade.t >= completeFrom) builder.add(trade.t, trade.price, trade.size)
  }

  return {
    interrupted() {
      isInterrupted = true
    },
    resumed(gap) {
      isInterrupted = false
      if (gap.bridged) return
      // When a gap is still open, its earlier start counts.
      openGap ??= { since: gap.from.venueTime ?? undefined, reason: gap.reason }
    },
    take({ data, isSnapshot }) {
      const trades = inOrder(data)
      const completeFrom = openGap && completeSince(trades, isSnapshot, openGap.since, builder === undefined)
      if (openGap && completeFrom !== undefined) {
        // The gap is recorded before the trades: if the gap cannot be recorded, the trades must not be written.
        closeGap(trades, completeFrom, openGap)
        openGap = undefined
        if (trades.length) onTrades(trades)
        return
      }
      if (trades.length) onTrades(trades)
      if (openGap) return
      for (let i = 0; i < trades.length; i++) builder?.add(trades[i].t, trades[i].price, trades[i].size)
    },
    advance(now) {
      if (!isInterrupted && !openGap) builder?.advance(now)
    },
  }
}

/**
 * The time from which every trade has arrived, given the first trades after an interruption.
 *
 * @param isFirst whether these are the first trades of this run, from which no duplicates were removed
 * @returns undefined while it cannot be known: no trades yet, or only late ones from before the interruption
 */
function completeSince(
  trades: readonly TapeTrade[],
  isSnapshot: boolean,
  since: EpochMs | undefined,
  isFirst: boolean,
): EpochMs | undefined {
  if (trades.length === 0) return undefined
  // Not from the first trade itself: several trades share a millisecond, and others of it may be missing.
  if (since === undefined || (isFirst && trades[0].t < since)) return after(trades[0].t)
  if (trades[trades.length - 1].t <= since) return undefined
  const first = isSnapshot ? trades[0] : trades.find(({ t }) => t > since)
  return after(Math.max(since, first?.t ?? since))
}

const after = (t: number): EpochMs => (t + 1) as EpochMs

/**
 * Trades with the oldest first. The venue lists recent trades in either order; trades of one millisecond keep the venue's
 * order.
 */
function inOrder(trades: readonly TapeTrade[]): readonly TapeTrade[] {
  const last = trades.length - 1
  if (last <= 0) return trades
  const oldestFirst = trades[0].t > trades[last].t ? [...trades].reverse() : trades
  for (let i = 1; i <= last; i++) {
    if (oldestFirst[i].t < oldestFirst[i - 1].t) return [...oldestFirst].sort((a, b) => a.t - b.t)
  }
  return oldestFirst
}

function lastBefore(trades: readonly TapeTrade[], completeFrom: EpochMs): Price | undefined {
  let last: Price | undefined
  for (const trade of trades) if (trade.t < completeFrom) last = trade.price
  return last
}

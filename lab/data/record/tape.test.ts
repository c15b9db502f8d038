import { describe, expect, test } from 'vitest'
import type { FeedGap, TradeNews } from '../../market/feed-stream.ts'
import type { CandleRow } from '../../market/records.ts'
import { type EpochMs, minute, second } from '../../market/units.ts'
import type { RecordedGap } from './recorded-gap.ts'
import { createTape, type TapeOptions, type TapeTrade } from './tape.ts'

const start = Date.UTC(2026, 2, 14, 10)
const at = (seconds: number) => (start + 1_000 * seconds) as EpochMs
const trade = (seconds: number, price = 100): TapeTrade => ({
  ...{ symbol: 'BTC', t: at(seconds), id: Math.round(seconds * 1_000), side: 'buy', price },
  size: 1,
})
const message = (seconds: readonly number[], isSnapshot = false): TradeNews => ({
  ...{ isSnapshot, receivedAt: at(Math.max(...seconds)) },
  ...{ earliest: null, latest: null, data: seconds.map(one => trade(one)) },
})
const gap = (from: number, to: number, bridged: boolean): FeedGap => ({
  channel: { kind: 'trades', symbol: 'BTC' },
  from: { receivedAt: at(from), venueTime: at(from) },
  to: { receivedAt: at(to), venueTime: at(to) },
  ...{ reason: 'disconnected', bridged },
})

function tapeOf(changes: Partial<TapeOptions> = {}) {
  const [gaps, candles, trades, whole]: [RecordedGap[], CandleRow[], TapeTrade[], EpochMs[]] = [[], [], [], []]
  const tape = createTape({
    ...{ venue: 'hyperliquid', symbol: 'BTC', intervals: [second, minute], lateness: 2 * second },
    ...{ lastTrade: undefined, barsUntil: () => undefined },
    onTrades: some => void trades.push(...some),
    onCandle: candle => void candles.push(candle),
    onComplete: from => void whole.push(from),
    onGap: gap => void gaps.push(gap),
    ...changes,
  })
  const seconds = (stream: string) =>
    gaps.filter(gap => gap.stream === stream).map(({ from, to }) => [(from - start) / 1_000, (to - start) / 1_000])
  const minutes = () =>
    candles.filter(bar => bar.interval === minute).map(({ t, trades }) => [(t - start) / minute, trades])
  return { tape, trades, whole, seconds, minutes, gaps, candles }
}

describe('a tape', () => {
  test('starts after its first trade, and has the minute of that trade fetched', () => {
    const { tape, whole, seconds, minutes, trades } = tapeOf()
    tape.take(message([10, 20], true))
    tape.take(message([61, 119]))
    tape.take(message([123]))
    expect(whole).toEqual([at(10.001)])
    expect(seconds('trades')).toEqual([])
    expect(seconds('candles 1m')).toEqual([[0, 60]])
    expect(minutes()).toEqual([[1, 2]])
    expect(trades).toHaveLength(5)
  })

  test('closes minutes without trades while connected, and none while interrupted', () => {
    const { tape, minutes } = tapeOf()
    tape.take(message([10, 20], true))
    tape.advance(at(182.5))
    expect(minutes()).toEqual([
      [1, 0],
      [2, 0],
    ])
    tape.interrupted()
    tape.advance(at(400))
    expect(minutes()).toHaveLength(2)
    tape.resumed(gap(20, 410, true))
    tape.take(message([200], true))
    tape.advance(at(402))
    expect(minutes().slice(2)).toEqual([
      [3, 1],
      [4, 0],
      [5, 0],
    ])
  })

  test('without a bridge has a gap from the last trade to the first, and no bars next to it', () => {
    const { tape, seconds, minutes } = tapeOf()
    tape.take(message([10, 20], true))
    tape.take(message([70.5]))
    tape.interrupted()
    tape.resumed(gap(70.5, 200, false))
    tape.take(message([200, 250]))
    tape.advance(at(302))
    expect(seconds('trades')).toEqual([[70.5, 200.001]])
    expect(seconds('candles 1m')).toEqual([
      [0, 60],
      [60, 240],
    ])
    expect(seconds('candles 1s')).toEqual([[70, 201]])
    expect(minutes()).toEqual([[4, 1]])
  })

  test('keeps the earlier start of a gap when interrupted again before a trade', () => {
    const { tape, seconds } = tapeOf()
    tape.take(message([10, 20], true))
    tape.interrupted()
    tape.resumed(gap(20, 30, false))
    tape.interrupted()
    tape.resumed(gap(40, 50, false))
    tape.advance(at(500))
    tape.take(message([70]))
    expect(seconds('trades')).toEqual([[20, 70.001]])
  })

  test('is not complete after a late trade from before the interruption: lost trades may be newer', () => {
    const { tape, seconds, trades, minutes } = tapeOf()
    tape.take(message([10, 20], true))
    tape.interrupted()
    tape.resumed(gap(20, 19, false))
    tape.take(message([19]))
    tape.advance(at(300))
    expect(minutes()).toEqual([])
    tape.take(message([18, 30]))
    expect(seconds('trades')).toEqual([[20, 30.001]])
    expect(trades).toHaveLength(5)
  })

  test('continues after a restart without a gap when the first trades reach back to the last recorded one', () => {
    const { tape, seconds, whole, minutes } = tapeOf({
      lastTrade: at(50),
      barsUntil: length => (length === minute ? at(0) : at(48)),
    })
    tape.take(message([40, 50, 55, 61], true))
    tape.take(message([130]))
    expect(whole).toEqual([at(40.001)])
    expect(seconds('trades')).toEqual([])
    expect(seconds('candles 1s')).toEqual([])
    expect(seconds('candles 1m')).toEqual([[0, 60]])
    expect(minutes()).toEqual([[1, 1]])
  })

  test('has a gap after a restart when they do not reach back, or only to the same millisecond', () => {
    for (const first of [50, 51]) {
      const { tape, seconds } = tapeOf({ lastTrade: at(50), barsUntil: () => at(0) })
      tape.take(message([first, 55], true))
      expect(seconds('trades')).toEqual([[50, first + 0.001]])
    }
  })

  test('sorts trades within the lateness, and reports a bar that lacks a later one', () => {
    const { tape, seconds, candles } = tapeOf()
    tape.take(message([30, 20, 10], true))
    tape.take(message([62.5]))
    tape.take(message([61.5]))
    tape.take(message([66]))
    expect(candles.filter(bar => bar.interval === second && bar.t >= at(60)).map(bar => bar.t)).toEqual([
      at(61),
      at(62),
    ])
    expect(seconds('candles 1s')).toEqual([])
    tape.take(message([63.2]))
    expect(seconds('candles 1s')).toEqual([[63, 64]])
    expect(seconds('candles 1m')).toEqual([[0, 60]])
  })

  test('reports a gap before it passes on the trades after it', () => {
    const order: string[] = []
    const { tape } = tapeOf({
      lastTrade: at(0),
      onGap: gap => void order.push(gap.stream),
      onTrades: () => void order.push('the trades'),
    })
    tape.take(message([50], true))
    expect(order.at(-1)).toBe('the trades')
    expect(order[0]).toBe('trades')
  })
})

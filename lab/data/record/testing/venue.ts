import type { Clock } from '../../../clock.ts'
import { type EpochMs, parseInterval } from '../../../market/units.ts'
import { subscriptionKey } from '../../../venues/hyperliquid/stream/subscription-key.ts'
import { startServer, type TestServer } from '../../../venues/hyperliquid/testing/server.ts'
import { candlesOf, type FrameTrade, makeTapes, type Pace } from './market.ts'

export interface TestVenue {
  readonly server: TestServer
  /** Every trade, by symbol. */
  readonly tapes: ReadonlyMap<string, readonly FrameTrade[]>
  /** How many of the next requests are refused with HTTP 429. */
  overweight: number
  /** Number of requests received. */
  readonly asked: { count: number }
  /** Resolves when every trade has been sent. */
  readonly over: Promise<void>
  close(): Promise<void>
}

export interface VenueOptions {
  readonly pace: Pace
  /** Start of the market's history, which exists before the first message. */
  readonly from: EpochMs
  readonly to: EpochMs
  readonly clock: Clock
  readonly seed: number
  /** Trades in a new subscriber's snapshot, and in an answer to `recentTrades`. */
  readonly recent?: number
  /** Further perpetuals that are listed and never trade. */
  readonly listed?: readonly string[]
}

/**
 * A Hyperliquid server on loopback with made-up markets that trade as `clock` passes. It streams trades, one-minute candles
 * and books, and answers requests for candles and recent trades.
 */
export async function startVenue({
  pace,
  from,
  to,
  clock,
  seed,
  recent = 40,
  listed,
}: VenueOptions): Promise<TestVenue> {
  const tapes = makeTapes(pace, from, to, seed)
  const sent = new Map<string, number>()
  const asked = { count: 0 }
  const server = await startServer(body => {
    asked.count++
    if (venue.overweight > 0) {
      venue.overweight--
      return { status: 429, body: 'null' }
    }
    return { body: answer(body as Question) }
  })
  const answer = (question: Question): unknown => {
    const now = clock()
    if (question.type === 'candleSnapshot') {
      const { coin, interval, startTime, endTime } = question.req
      const length = parseInterval(interval)
      const known = candlesOf(until(tapes.get(coin) ?? [], now), length, now)
      return known.filter(one => one.t >= startTime && one.t <= endTime).slice(0, 5_000)
    }
    if (question.type === 'recentTrades') {
      return until(tapes.get(question.coin) ?? [], now)
        .slice(-recent)
        .reverse()
    }
    if (question.type === 'meta') return metaOf([...tapes.keys(), ...(listed ?? [])])
    return []
  }

  let finish: () => void = () => {}
  const over = new Promise<void>(resolve => {
    finish = resolve
  })
  const pump = () => {
    const now = clock()
    let left = 0
    for (const [coin, tape] of tapes) {
      const key = keyOf('trades', coin)
      let i = sent.get(coin) ?? 0
      while (i < tape.length && tape[i].time <= now) {
        let end = i + 1
        while (end < tape.length && tape[end].time === tape[i].time) end++
        server.snapshot(key, { channel: 'trades', data: tape.slice(Math.max(0, end - recent), end) })
        server.send(key, { channel: 'trades', data: tape.slice(i, end) })
        if (server.subscribers(candleKey(coin))) sendCandle(coin, tape, end)
        i = end
      }
      sent.set(coin, i)
      left += tape.length - i
    }
    // A book shows the venue's time: it is sent after all trades until then.
    for (const coin of tapes.keys()) server.send(keyOf('l2Book', coin), bookOf(coin, now))
    if (left === 0) finish()
  }
  const sendCandle = (coin: string, tape: readonly FrameTrade[], end: number) => {
    const { time } = tape[end - 1]
    const start = Math.floor(time / 60_000) * 60_000
    let first = end
    while (first > 0 && tape[first - 1].time >= start) first--
    server.send(candleKey(coin), { channel: 'candle', data: candlesOf(tape.slice(first, end), 60_000, time + 1)[0] })
  }
  const timer = setInterval(pump, 5)
  const venue: TestVenue = {
    ...{ server, tapes, asked, over, overweight: 0 },
    async close() {
      clearInterval(timer)
      await server.close()
    },
  }
  return venue
}

type Question =
  | { readonly type: 'candleSnapshot'; readonly req: CandleQuestion }
  | { readonly type: 'recentTrades'; readonly coin: string }
  | { readonly type: 'fundingHistory' | 'meta' }

interface CandleQuestion {
  readonly coin: string
  readonly interval: string
  readonly startTime: number
  readonly endTime: number
}

const until = (tape: readonly FrameTrade[], now: number) => tape.filter(trade => trade.time <= now)

const keyOf = (type: 'trades' | 'l2Book', coin: string): string => subscriptionKey({ type, coin }) as string
const candleKey = (coin: string): string => subscriptionKey({ type: 'candle', coin, interval: '1m' }) as string

const metaOf = (symbols: readonly string[]) => ({
  universe: symbols.map(name => ({ name, szDecimals: 3, maxLeverage: 50, marginTableId: 50 })),
  marginTables: [[50, { description: '', marginTiers: [{ lowerBound: '0.0', maxLeverage: 50 }] }]],
})

const bookOf = (coin: string, time: number) => ({
  channel: 'l2Book',
  data: { coin, time, levels: [[{ px: '1', sz: '1', n: 1 }], [{ px: '2', sz: '1', n: 1 }]] },
})

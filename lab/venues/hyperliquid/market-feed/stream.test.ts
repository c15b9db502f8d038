import { afterEach, beforeEach, expect, test } from 'vitest'
import { InputError } from '../../../input-error.ts'
import type { FeedChannel, FeedEvent, FeedStream } from '../../../market/feed-stream.ts'
import { minute, second } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { type VirtualTime, virtualTime } from '../../../testing/virtual-time.ts'
import { bookFrame, fillsFrame, start, tradesFrame } from '../testing/frames.ts'
import { startServer, type TestServer } from '../testing/server.ts'
import { feedStream } from './stream.ts'

const user = `0x${'a'.repeat(40)}`
let server: TestServer
let time: VirtualTime
let stream: FeedStream
let events: FeedEvent[]
beforeEach(async () => {
  ;[server, time, events] = [await startServer(), virtualTime(start), []]
  const { clock, timers } = time
  stream = feedStream({ url: server.url, random: random(1), clock, timers }, event => events.push(event))
})
afterEach(async () => {
  stream.close()
  await server.close()
})

/** Waits until the condition holds, while the virtual time stands still. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 20_000; turn++) {
    if (holds()) return
    await new Promise(resolve => setImmediate(resolve))
  }
  throw new Error(`never came to hold: ${holds}`)
}

const candleFrame = {
  channel: 'candle',
  data: { t: start, T: start + 59_999, s: 'BTC', i: '1m', o: '1', c: '2', h: '3', l: '1', v: '5', n: 4 },
}
const contextFrame = {
  channel: 'activeAssetCtx',
  data: {
    coin: 'BTC',
    ctx: {
      ...{ funding: '0.00001', openInterest: '10', prevDayPx: '100', dayNtlVlm: '1000', premium: '0', oraclePx: '100' },
      ...{ markPx: '100', midPx: '100', impactPxs: ['99', '101'], dayBaseVlm: '10' },
    },
  },
}
const frames = {
  'trades BTC': tradesFrame('BTC', 1),
  'l2Book BTC': bookFrame('BTC', 2),
  'activeAssetCtx BTC': contextFrame,
  'candle BTC 1m': candleFrame,
  [`userFills ${user}`]: fillsFrame(user, [7]),
}
const channels: readonly FeedChannel[] = [
  { kind: 'trades', symbol: 'BTC' },
  { kind: 'books', symbol: 'BTC' },
  { kind: 'contexts', symbol: 'BTC' },
  { kind: 'candles', symbol: 'BTC', interval: minute },
  { kind: 'fills', account: user },
]

/** Subscribes to everything and waits until each subscription has had a message. */
async function received(): Promise<ReadonlyMap<string, unknown>> {
  const got = new Map<string, unknown>()
  const keep = (kind: string) => (news: { readonly data: unknown }) => got.set(kind, news.data)
  stream.trades('BTC', keep('trades'))
  stream.books('BTC', keep('books'))
  stream.contexts('BTC', keep('contexts'))
  stream.candles('BTC', minute, keep('candles'))
  stream.fills(user, keep('fills'))
  await time.advance(0)
  await until(() => Object.keys(frames).every(key => server.subscribers(key) === 1))
  for (const [key, frame] of Object.entries(frames)) server.send(key, frame)
  await until(() => got.size === channels.length)
  return got
}

test('each channel delivers rows of the port, and fills belong to their account', async () => {
  const got = await received()
  expect(got.get('trades')).toEqual([{ symbol: 'BTC', t: start + 1, id: 1, side: 'buy', price: 100.5, size: 0.25 }])
  expect(got.get('books')).toEqual({
    ...{ symbol: 'BTC', t: start + 2, bidPrices: [100], bidSizes: [1], askPrices: [101], askSizes: [2] },
  })
  expect(got.get('candles')).toMatchObject({ symbol: 'BTC', interval: minute, t: start, volume: 5, trades: 4 })
  expect(got.get('contexts')).toMatchObject({ symbol: 'BTC', funding: 0.00001, impactAsk: 101 })
  expect(got.get('contexts')).not.toHaveProperty('market')
  expect(got.get('fills')).toMatchObject([{ venue: 'hyperliquid', account: user, tradeId: 7, size: 0.25 }])
  expect(stream.counters().subscriptions.map(({ messages }) => messages)).toEqual([1, 1, 1, 1, 1])
})

test('a lost connection is reported for each channel when it starts, and with both ends when it is over', async () => {
  await received()
  await time.advance(second)
  server.cut()
  const of = (type: 'interrupted' | 'gap') => events.filter(event => event.type === type)
  await until(() => of('interrupted').length === channels.length)
  expect(of('interrupted').map(event => 'channel' in event && event.channel)).toEqual(channels)
  expect(of('gap')).toEqual([])
  await time.advance(second)
  await until(() => server.subscribers('trades BTC') === 1)
  server.send('trades BTC', tradesFrame('BTC', 9))
  await until(() => of('gap').length === 1)
  expect(of('gap')).toEqual([
    {
      ...{ type: 'gap', channel: channels[0], reason: 'disconnected', bridged: false },
      from: { receivedAt: start, venueTime: start + 1 },
      to: { receivedAt: start + 2 * second, venueTime: start + 9 },
    },
  ])
})

test('a handler that throws is reported with its channel', async () => {
  const broken = new Error('disk full')
  stream.trades('BTC', () => {
    throw broken
  })
  await time.advance(0)
  await until(() => server.subscribers('trades BTC') === 1)
  server.send('trades BTC', tradesFrame('BTC', 1))
  await until(() => events.some(({ type }) => type === 'failed'))
  expect(events.at(-1)).toMatchObject({ type: 'failed', channel: channels[0], error: broken })
})

test('intervals that the venue does not have are rejected', () => {
  expect(() => stream.candles('BTC', 7 * second, () => {})).toThrow(InputError)
})

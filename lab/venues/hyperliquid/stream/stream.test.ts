import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InputError } from '../../../input-error.ts'
import { second } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { fillsFrame, orderUpdateFrame, start, tradesFrame } from '../testing/frames.ts'
import { reordering } from '../testing/reordering.ts'
import { type Rig, rig } from '../testing/rig.ts'
import type { StreamEvent } from './events.ts'
import type { Message } from './message.ts'
import { createStream } from './stream.ts'

const user = `0x${'a'.repeat(40)}`
const other = `0x${'b'.repeat(40)}`
let r: Rig
beforeEach(async () => {
  r = await rig()
})
afterEach(() => r.close())

describe('a subscription', () => {
  test('is requested once for all handlers, and ended when the last one leaves', async () => {
    const first = await r.trades()
    const more: Message<'trades'>[] = []
    const leave = r.stream.subscribe({ type: 'trades', coin: 'BTC' }, message => void more.push(message))
    r.server.send('trades BTC', tradesFrame('BTC', 1))
    await r.until(() => more.length === 1)
    expect(first.ids()).toEqual([1])
    first.leave()
    first.leave()
    r.server.send('trades BTC', tradesFrame('BTC', 2))
    await r.until(() => more.length === 2)
    expect(first.ids()).toEqual([1])
    expect(r.server.subscribers('trades BTC')).toBe(1)
    leave()
    await r.until(() => r.server.subscribers('trades BTC') === 0)
    expect(r.server.received.filter(message => message.method === 'subscribe')).toHaveLength(1)
    expect(r.of('error')).toEqual([])
  })

  test('gets only its own messages', async () => {
    const [btc, eth] = [await r.trades('BTC'), await r.trades('ETH')]
    r.server.broadcast(tradesFrame('ETH', 5), tradesFrame('BTC', 6), tradesFrame('SOL', 7))
    await r.until(() => btc.got.length === 1 && r.stream.counters().connections[0].unrouted === 1)
    expect([btc.ids(), eth.ids()]).toEqual([[6], [5]])
  })

  test('that the venue refuses is named in an error, and does not disturb the others', async () => {
    r.server.faults.invalid.add('trades NOPE')
    r.stream.subscribe({ type: 'trades', coin: 'NOPE' }, () => {})
    const btc = await r.trades()
    await r.until(() => r.of('error').length === 1)
    expect(r.of('error')[0]).toMatchObject({ subscription: { type: 'trades', coin: 'NOPE' } })
    await r.time.advance(60 * second)
    r.server.send('trades BTC', tradesFrame('BTC', 1))
    await r.until(() => btc.got.length === 1)
    expect(r.of('interrupted')).toEqual([])
    expect(r.server.opened()).toBe(1)
  })

  test('whose messages could be mistaken for another’s has a connection of its own while it exists', async () => {
    const [mine, theirs]: unknown[][] = [[], []]
    r.stream.subscribe({ type: 'orderUpdates', user }, message => void mine.push(message))
    const leave = r.stream.subscribe({ type: 'orderUpdates', user: other }, message => void theirs.push(message))
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 2)
    r.server.send(`orderUpdates ${other}`, orderUpdateFrame(1))
    await r.until(() => theirs.length === 1)
    expect(mine).toEqual([])
    expect(r.server.open()).toBe(2)
    leave()
    await r.until(() => r.server.open() === 1)
    expect(r.stream.counters()).toMatchObject({ connections: [{ isOpen: true }], used: { connections: 1, users: 1 } })
    r.stream.subscribe({ type: 'l2Book', coin: 'BTC' }, () => {})
    r.stream.subscribe({ type: 'l2Book', coin: 'BTC', nSigFigs: 4 }, () => {})
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 4)
    expect(r.of('up').map(event => event.connection)).toEqual([0, 1, 2])
  })

  test('is requested again without an acknowledgement, then on another socket', async () => {
    r.server.faults.noAcknowledgements = true
    r.stream.subscribe({ type: 'bbo', coin: 'BTC' }, () => {})
    await r.time.advance(11 * second)
    expect(r.stream.counters().subscriptions[0]).toMatchObject({ asked: 2, phase: 'asked' })
    await r.time.advance(11 * second)
    await r.time.advance(second)
    expect(r.server.opened()).toBe(2)
    expect(r.of('interrupted')).toEqual([])
  })
})

describe('duplicates and disorder', () => {
  test('trades out of order are handed over as they arrive, once, and without a gap', async () => {
    const { ids } = await r.trades()
    r.server.faults.deliver = reordering(random(5), 4)
    for (let id = 1; id <= 40; id++) r.server.send('trades BTC', tradesFrame('BTC', id))
    r.server.faults.deliver = frame => [frame]
    await r.until(() => ids().length >= 36)
    expect(ids()).not.toEqual([...ids()].sort((a, b) => a - b))
    expect(new Set(ids()).size).toBe(ids().length)
    expect(r.of('gap')).toEqual([])
    r.server.cut()
    await r.until(() => r.of('interrupted').length === 1)
    expect(r.of('interrupted')[0].from.venueTime).toBe(start + Math.max(...ids()))
  })

  test('a repeated trade is handed over once, also in a different message', async () => {
    const { ids } = await r.trades()
    r.server.faults.deliver = frame => [frame, frame]
    r.server.send(
      'trades BTC',
      tradesFrame('BTC', 1, 2),
      tradesFrame('BTC', 2, 3, 1),
      tradesFrame('BTC', 9),
      tradesFrame('BTC', 4),
    )
    await r.until(() => ids().length === 5)
    expect(ids()).toEqual([1, 2, 3, 9, 4])
    expect(r.stream.counters().subscriptions[0]).toMatchObject({ duplicates: 9, messages: 8 })
    expect(r.of('gap')).toEqual([])
  })
})

test('fills are a snapshot as long as the venue says so', async () => {
  const got: boolean[] = []
  r.server.snapshot(`userFills ${user}`, fillsFrame(user, [1, 2], true))
  r.stream.subscribe({ type: 'userFills', user: user.toUpperCase().replace('0X', '0x') }, message => {
    got.push(message.isSnapshot)
  })
  await r.time.advance(0)
  await r.until(() => got.length === 1)
  r.server.send(`userFills ${user}`, fillsFrame(user, [3]))
  await r.until(() => got.length === 2)
  expect(got).toEqual([true, false])
})

test('a stream that was closed hands over nothing more and takes no subscription', async () => {
  const { got } = await r.trades()
  r.stream.close()
  r.stream.close()
  r.server.send('trades BTC', tradesFrame('BTC', 1))
  await r.time.advance(60 * second)
  expect([got.length, r.server.open(), r.of('down').length]).toEqual([0, 0, 0])
  expect(() => r.stream.subscribe({ type: 'trades', coin: 'BTC' }, () => {})).toThrow(InputError)
})

test('a stream on real time survives a lost connection', async () => {
  const events: StreamEvent[] = []
  const ids: number[] = []
  const stream = createStream({ url: r.server.url, random: random(2), onEvent: event => events.push(event) })
  stream.subscribe({ type: 'trades', coin: 'BTC' }, message => void ids.push(message.data[0].id))
  const served = (times: number) =>
    vi.waitUntil(() => events.filter(event => event.type === 'subscribed').length === times, { timeout: 60_000 })
  await served(1)
  r.server.send('trades BTC', tradesFrame('BTC', 1))
  await vi.waitUntil(() => ids.length === 1)
  r.server.cut()
  await served(2)
  r.server.send('trades BTC', tradesFrame('BTC', 2))
  await vi.waitUntil(() => ids.length === 2)
  expect(events.map(event => event.type)).toEqual([
    ...['up', 'subscribed', 'down', 'interrupted', 'up', 'subscribed', 'gap'],
  ])
  stream.close()
})

test('an invalid stream address is rejected', () => {
  const open = (url: string) => createStream({ url, random: random(1), onEvent: () => {} })
  for (const url of ['', 'https://localhost/ws', 'ws://', 'ws://a b/']) {
    expect(() => open(url)).toThrow(/^stream: url: expected ws:\/\/ or wss:\/\/ and a host, found /)
  }
})

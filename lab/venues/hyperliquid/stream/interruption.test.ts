import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { second } from '../../../market/units.ts'
import { bboFrame, start, tradesFrame } from '../testing/frames.ts'
import { type Rig, rig } from '../testing/rig.ts'

const user = `0x${'a'.repeat(40)}`
let r: Rig
beforeEach(async () => {
  r = await rig()
})
afterEach(() => r.close())

describe('a socket that is cut', () => {
  test('is replaced, all subscriptions are requested again, and each reports one gap', async () => {
    const [btc, eth] = [await r.trades('BTC'), await r.trades('ETH')]
    r.server.send('trades BTC', tradesFrame('BTC', 1))
    r.server.send('trades ETH', tradesFrame('ETH', 2))
    await r.until(() => eth.got.length === 1)
    const cutAt = r.time.clock()
    await r.time.advance(second)
    r.server.cut()
    await r.until(() => r.of('down').length === 1)
    expect(r.of('down')[0].reason).toBe('closed with code 1006')
    expect(r.of('interrupted').map(event => [event.subscription, event.from.receivedAt, event.reason])).toEqual([
      [{ type: 'trades', coin: 'BTC' }, cutAt, 'disconnected'],
      [{ type: 'trades', coin: 'ETH' }, cutAt, 'disconnected'],
    ])
    await r.time.advance(second)
    await r.until(() => r.of('subscribed').length === 4)
    expect(r.of('gap')).toEqual([])
    await r.time.advance(second)
    r.server.send('trades BTC', tradesFrame('BTC', 9))
    r.server.send('trades BTC', tradesFrame('BTC', 10))
    await r.until(() => btc.got.length === 3)
    expect(r.of('gap')).toEqual([
      {
        ...{ type: 'gap', subscription: { type: 'trades', coin: 'BTC' }, reason: 'disconnected', bridged: false },
        from: { receivedAt: cutAt, venueTime: start + 1 },
        to: { receivedAt: cutAt + 3 * second, venueTime: start + 9 },
      },
    ])
    expect(eth.got).toHaveLength(1)
    expect(r.stream.counters().subscriptions.map(each => each.isInterrupted)).toEqual([false, true])
  })

  test('and replaced by one that repeats recent trades delivers none twice, and reports whether the gap is bridged', async () => {
    r.server.snapshot('trades BTC', tradesFrame('BTC', 1, 2, 3))
    const { got, ids } = await r.trades()
    await r.until(() => got.length === 1)
    expect(got[0].isSnapshot).toBe(true)
    r.server.send('trades BTC', tradesFrame('BTC', 4))
    await r.until(() => got.length === 2)
    expect(got[1].isSnapshot).toBe(false)
    r.server.snapshot('trades BTC', tradesFrame('BTC', 3, 4, 5, 6))
    r.server.cut()
    await r.until(() => r.of('down').length === 1)
    await r.time.advance(second)
    await r.until(() => got.length === 3)
    expect(ids()).toEqual([1, 2, 3, 4, 5, 6])
    expect(got[2].isSnapshot).toBe(true)
    expect(r.of('gap')).toMatchObject([{ bridged: true, from: { venueTime: start + 4 }, to: { venueTime: start + 3 } }])
    expect(r.stream.counters().subscriptions[0].duplicates).toBe(2)
  })

  test('ends the gap of event-only subscriptions at their new acknowledgement', async () => {
    r.stream.subscribe({ type: 'orderUpdates', user }, () => {})
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 1)
    const begun = r.time.clock()
    await r.time.advance(second)
    r.server.cut()
    await r.until(() => r.of('down').length === 1)
    await r.time.advance(second)
    await r.until(() => r.of('gap').length === 1)
    expect(r.of('gap')[0]).toMatchObject({ from: { receivedAt: begun, venueTime: null }, reason: 'disconnected' })
  })

  test('is retried for ever at growing intervals, at most thirty times a minute', async () => {
    await r.trades()
    r.server.faults.refusesConnections = true
    r.server.cut()
    await r.until(() => r.of('down').length === 1)
    await r.time.advance(60 * second)
    const { tries } = r.stream.counters().connections[0]
    expect(tries).toBeGreaterThan(12)
    expect(tries).toBeLessThanOrEqual(31)
    expect(r.of('down')).toHaveLength(1)
    r.server.faults.refusesConnections = false
    await r.time.advance(5 * second)
    await r.until(() => r.of('up').length === 2)
    expect(r.stream.counters().connections[0].lastReason).toContain('401')
  })
})

describe('a connection without messages', () => {
  test('is replaced when a ping has no pong within ten seconds', async () => {
    const { got } = await r.trades()
    await r.time.advance(30 * second)
    expect(r.of('down')).toEqual([])
    expect(r.stream.counters().connections[0].pongLatency).toBe(0)
    r.server.faults.isMute = true
    await r.time.advance(14 * second)
    await r.time.advance(9 * second)
    expect(r.of('down')).toEqual([])
    await r.time.advance(3 * second)
    expect(r.of('down')).toMatchObject([{ reason: 'no pong' }])
    r.server.faults.isMute = false
    await r.time.advance(11 * second)
    r.server.send('trades BTC', tradesFrame('BTC', 1))
    await r.until(() => got.length === 1)
    expect(r.of('gap')).toHaveLength(1)
  })

  test('is kept when the process itself was busy', async () => {
    await r.trades()
    await r.time.advance(14_990)
    r.time.jump(40 * second)
    await r.time.advance(20 * second)
    expect(r.of('down')).toEqual([])
  })
})

describe('a subscription that falls silent while others are active', () => {
  test('is requested again, and reports one gap when messages resume', async () => {
    const got: unknown[] = []
    r.stream.subscribe({ type: 'bbo', coin: 'BTC' }, message => void got.push(message), { silence: 5 * second })
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 1)
    r.server.send('bbo BTC', bboFrame('BTC', 1))
    await r.until(() => got.length === 1)
    const lastAt = r.time.clock()
    await r.time.advance(4 * second)
    expect(r.of('interrupted')).toEqual([])
    await r.time.advance(1_500)
    expect(r.of('interrupted')).toMatchObject([
      { reason: 'silent', from: { receivedAt: lastAt, venueTime: start + 1 } },
    ])
    expect(r.server.received.map(message => message.method)).toEqual(['subscribe', 'unsubscribe', 'subscribe'])
    r.server.send('bbo BTC', bboFrame('BTC', 9))
    await r.until(() => got.length === 2)
    expect(r.of('gap')).toMatchObject([{ reason: 'silent', to: { venueTime: start + 9 } }])
    expect(r.server.opened()).toBe(1)
  })

  test('gets a new socket once when a new request does not help, and no further one', async () => {
    const btc = await r.trades()
    r.server.faults.quiet.add('bbo BTC')
    r.stream.subscribe({ type: 'bbo', coin: 'BTC' }, () => {}, { silence: 5 * second })
    r.stream.subscribe({ type: 'bbo', coin: 'ETH' }, () => {}, { silence: 5 * second })
    await r.time.advance(12 * second)
    expect(r.of('down')).toMatchObject([{ reason: 'bbo BTC was silent' }])
    await r.time.advance(300 * second)
    expect(r.of('down')).toHaveLength(1)
    r.server.send('trades BTC', tradesFrame('BTC', 1))
    await r.until(() => btc.got.length === 1)
    const asked = r.stream.counters().subscriptions.map(each => each.asked)
    expect(asked[1]).toBeGreaterThan(3)
    expect(asked[1]).toBeLessThan(12)
  })

  test('is not taken for silent after a pause of the process', async () => {
    r.stream.subscribe({ type: 'bbo', coin: 'BTC' }, () => {}, { silence: 5 * second })
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 1)
    r.time.jump(8 * second)
    r.server.send('bbo BTC', bboFrame('BTC', 1))
    await r.time.advance(second)
    expect(r.of('interrupted')).toEqual([])
  })
})

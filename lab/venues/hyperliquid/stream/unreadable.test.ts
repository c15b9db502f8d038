import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { second } from '../../../market/units.ts'
import { bboFrame, tradesFrame } from '../testing/frames.ts'
import { type Rig, rig } from '../testing/rig.ts'

let r: Rig
beforeEach(async () => {
  r = await rig()
})
afterEach(() => r.close())

describe('a frame that cannot be read', () => {
  test('opens a gap in its own subscription only', async () => {
    const [btc, eth] = [await r.trades('BTC'), await r.trades('ETH')]
    r.server.send('trades BTC', tradesFrame('BTC', 1), { channel: 'trades', data: [{ coin: 'BTC' }] })
    r.server.send('trades BTC', tradesFrame('BTC', 2))
    r.server.send('trades ETH', tradesFrame('ETH', 3))
    await r.until(() => eth.got.length === 1)
    expect(btc.ids()).toEqual([1, 2])
    expect(r.of('unreadable')).toHaveLength(1)
    expect(r.of('gap')).toMatchObject([{ subscription: { coin: 'BTC' }, reason: 'unreadable' }])
    expect(r.stream.counters().connections[0].refused['bad payload']).toBe(1)
  })

  test('opens a gap in all subscriptions of its channel when truncated, and in all of the stream when garbled', async () => {
    const [btc, eth] = [await r.trades('BTC'), await r.trades('ETH')]
    r.stream.subscribe({ type: 'bbo', coin: 'BTC' }, () => {})
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 3)
    r.server.broadcast(JSON.stringify(tradesFrame('BTC', 1)).slice(0, -4))
    await r.until(() => r.of('interrupted').length === 2)
    expect(r.of('interrupted').map(event => event.subscription.type)).toEqual(['trades', 'trades'])
    r.server.broadcast(Buffer.from([1, 2, 3]), 'noise')
    await r.until(() => r.of('unreadable').length === 3)
    expect(r.of('interrupted').map(event => event.subscription.type)).toEqual(['trades', 'trades', 'bbo'])
    r.server.broadcast(tradesFrame('BTC', 2), tradesFrame('ETH', 3), bboFrame('BTC', 4))
    await r.until(() => r.of('gap').length === 3)
    expect([btc.ids(), eth.ids()]).toEqual([[2], [3]])
  })

  test('replaces the socket after twenty in a row, or when it is too large', async () => {
    await r.trades()
    r.server.broadcast(...Array.from({ length: 20 }, () => 'noise'))
    await r.until(() => r.of('down').length === 1)
    expect(r.of('down')[0].reason).toBe('20 unreadable frames in a row')
    expect(r.of('interrupted')).toHaveLength(1)
    await r.time.advance(6 * second)
    await r.until(() => r.of('up').length === 2)
    r.server.broadcast(`"${'x'.repeat(9 * 2 ** 20)}"`)
    await r.until(() => r.of('down').length === 2)
    expect(r.of('down')[1].reason).toContain('Max payload size exceeded')
  })

  test('does not include the greeting of an old server', async () => {
    await r.trades()
    r.server.broadcast('Websocket connection established.', tradesFrame('SOL', 1))
    await r.until(() => r.stream.counters().connections[0].unrouted === 1)
    expect(r.of('unreadable')).toEqual([])
  })
})

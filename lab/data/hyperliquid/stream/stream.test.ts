import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { second } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { InputError } from '../../input-error.ts'
import { bboFrame, bookFrame, fillsFrame, orderUpdateFrame, start, tradesFrame } from '../testing/frames.ts'
import { reordering } from '../testing/reordering.ts'
import { type Rig, rig } from '../testing/rig.ts'
import type { Message } from './message.ts'

const user = `0x${'a'.repeat(40)}`
const other = `0x${'b'.repeat(40)}`
let r: Rig
beforeEach(async () => {
  r = await rig()
})
afterEach(() => r.close())

/** Subscribes to trades, and waits until the venue has said yes. */
async function trades(coin = 'BTC', options = {}) {
  const got: Message<'trades'>[] = []
  const leave = r.stream.subscribe({ type: 'trades', coin }, message => void got.push(message), options)
  await r.time.advance(0)
  await r.until(() =>
    r.of('subscribed').some(event => 'coin' in event.subscription && event.subscription.coin === coin),
  )
  return { got, leave, ids: () => got.flatMap(message => message.data.map(trade => trade.id)) }
}

describe('a subscription', () => {
  test('is asked for once however many handlers it has, and left when the last has gone', async () => {
    const first = await trades()
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

  test('gets its own frames only', async () => {
    const [btc, eth] = [await trades('BTC'), await trades('ETH')]
    r.server.broadcast(tradesFrame('ETH', 5), tradesFrame('BTC', 6), tradesFrame('SOL', 7))
    await r.until(() => btc.got.length === 1 && r.stream.counters().connections[0].unrouted === 1)
    expect([btc.ids(), eth.ids()]).toEqual([[6], [5]])
  })

  test('that the venue refuses is named in an error, and does not disturb the others', async () => {
    r.server.faults.invalid.add('trades NOPE')
    r.stream.subscribe({ type: 'trades', coin: 'NOPE' }, () => {})
    const btc = await trades()
    await r.until(() => r.of('error').length === 1)
    expect(r.of('error')[0]).toMatchObject({ subscription: { type: 'trades', coin: 'NOPE' } })
    await r.time.advance(60 * second)
    r.server.send('trades BTC', tradesFrame('BTC', 1))
    await r.until(() => btc.got.length === 1)
    expect(r.of('interrupted')).toEqual([])
    expect(r.server.opened()).toBe(1)
  })

  test('that could not be told apart from another gets a connection of its own, for as long as it is there', async () => {
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

  test('is asked for again when nobody acknowledges it, then on another socket', async () => {
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

describe('a socket that is cut', () => {
  test('is replaced, everything is asked for again, and each subscription tells one gap', async () => {
    const [btc, eth] = [await trades('BTC'), await trades('ETH')]
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

  test('whose successor repeats recent trades brings none of them twice, and says whether the gap is bridged', async () => {
    r.server.snapshot('trades BTC', tradesFrame('BTC', 1, 2, 3))
    const { got, ids } = await trades()
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

  test('ends the gap of what speaks only when something happens as soon as the venue serves it again', async () => {
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

  test('is tried again for ever, ever more seldom, and never more often than thirty times a minute', async () => {
    await trades()
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

describe('a connection on which nothing comes', () => {
  test('is cut when a ping stays without a pong for ten seconds', async () => {
    const { got } = await trades()
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

  test('is not cut when it was we who were busy', async () => {
    await trades()
    await r.time.advance(14_990)
    r.time.jump(40 * second)
    await r.time.advance(20 * second)
    expect(r.of('down')).toEqual([])
  })
})

describe('a subscription that falls silent while others speak', () => {
  test('is asked for again, and tells one gap when it speaks again', async () => {
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

  test('gets a new socket when asking does not help, once, and does not take the others down again', async () => {
    const btc = await trades()
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

  test('is not suspected because of a pause of ours', async () => {
    r.stream.subscribe({ type: 'bbo', coin: 'BTC' }, () => {}, { silence: 5 * second })
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 1)
    r.time.jump(8 * second)
    r.server.send('bbo BTC', bboFrame('BTC', 1))
    await r.time.advance(second)
    expect(r.of('interrupted')).toEqual([])
  })
})

describe('a frame that cannot be read', () => {
  test('is a gap in the subscription that it was for, and in no other', async () => {
    const [btc, eth] = [await trades('BTC'), await trades('ETH')]
    r.server.send('trades BTC', tradesFrame('BTC', 1), { channel: 'trades', data: [{ coin: 'BTC' }] })
    r.server.send('trades BTC', tradesFrame('BTC', 2))
    r.server.send('trades ETH', tradesFrame('ETH', 3))
    await r.until(() => eth.got.length === 1)
    expect(btc.ids()).toEqual([1, 2])
    expect(r.of('unreadable')).toHaveLength(1)
    expect(r.of('gap')).toMatchObject([{ subscription: { coin: 'BTC' }, reason: 'unreadable' }])
    expect(r.stream.counters().connections[0].refused['bad payload']).toBe(1)
  })

  test('is a gap in every one of its channel when it was cut short, and in every one when it is noise', async () => {
    const [btc, eth] = [await trades('BTC'), await trades('ETH')]
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

  test('costs the socket when it comes twenty times in a row, or is larger than anything the venue sends', async () => {
    await trades()
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

  test('is not the greeting of an old server', async () => {
    await trades()
    r.server.broadcast('Websocket connection established.', tradesFrame('SOL', 1))
    await r.until(() => r.stream.counters().connections[0].unrouted === 1)
    expect(r.of('unreadable')).toEqual([])
  })
})

describe('duplicates and disorder', () => {
  test('trades that come in another order are handed over in that, once, and are no gap', async () => {
    const { ids } = await trades()
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

  test('a trade that comes twice is handed over once, also in other company', async () => {
    const { ids } = await trades()
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

describe('a handler that does not keep up', () => {
  const waitFor = () => {
    const done: (() => void)[] = []
    return { done, promise: () => new Promise<void>(resolve => done.push(resolve)) }
  }

  test('gets edges in order until its queue is full, and a gap for what it did not get', async () => {
    const { done, promise } = waitFor()
    const got: number[] = []
    const handler = (message: Message<'trades'>) => {
      got.push(message.data[0].id)
      return promise()
    }
    r.stream.subscribe({ type: 'trades', coin: 'BTC' }, handler, { capacity: 3 })
    const fast = await trades()
    for (let id = 1; id <= 7; id++) r.server.send('trades BTC', tradesFrame('BTC', id))
    await r.until(() => fast.got.length === 7)
    expect(got).toEqual([1])
    const counters = () => r.stream.counters().subscriptions[0]
    expect(counters()).toMatchObject({ dropped: 3, waiting: 3 })
    expect(r.of('interrupted')).toMatchObject([{ reason: 'overflow', from: { venueTime: start + 4 } }])
    while (done.length) {
      done.pop()?.()
      await r.time.advance(0)
    }
    expect(got).toEqual([1, 2, 3, 4])
    r.server.send('trades BTC', tradesFrame('BTC', 8))
    await r.until(() => got.length === 5)
    expect(r.of('gap')).toMatchObject([
      { reason: 'overflow', from: { venueTime: start + 4 }, to: { venueTime: start + 8 } },
    ])
    expect(fast.ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('gets the newest of a level, and no gap for what that made worthless', async () => {
    const { done, promise } = waitFor()
    const got: number[] = []
    const handler = (message: Message<'l2Book'>) => {
      got.push(message.data.t - start)
      return promise()
    }
    r.stream.subscribe({ type: 'l2Book', coin: 'BTC' }, handler, { capacity: 2 })
    const fast: unknown[] = []
    r.stream.subscribe({ type: 'l2Book', coin: 'BTC' }, message => void fast.push(message))
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 1)
    for (let t = 1; t <= 8; t++) r.server.send('l2Book BTC', bookFrame('BTC', t))
    await r.until(() => fast.length === 8)
    while (done.length) {
      done.pop()?.()
      await r.time.advance(0)
    }
    expect(got).toEqual([1, 8])
    expect(r.stream.counters().subscriptions[0]).toMatchObject({ conflated: 6, dropped: 0 })
    expect(r.of('gap')).toEqual([])
  })

  test('that fails is told, and goes on with the next', async () => {
    const got: number[] = []
    r.stream.subscribe({ type: 'trades', coin: 'BTC' }, message => {
      got.push(message.data[0].id)
      if (got.length === 1) throw new Error('one')
      if (got.length === 2) return Promise.reject(new Error('two'))
    })
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 1)
    r.server.send('trades BTC', tradesFrame('BTC', 1), tradesFrame('BTC', 2), tradesFrame('BTC', 3))
    await r.until(() => got.length === 3)
    expect(r.of('failed').map(event => (event.error as Error).message)).toEqual(['one', 'two'])
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
  const { got } = await trades()
  r.stream.close()
  r.stream.close()
  r.server.send('trades BTC', tradesFrame('BTC', 1))
  await r.time.advance(60 * second)
  expect([got.length, r.server.open(), r.of('down').length]).toEqual([0, 0, 0])
  expect(() => r.stream.subscribe({ type: 'trades', coin: 'BTC' }, () => {})).toThrow(InputError)
})

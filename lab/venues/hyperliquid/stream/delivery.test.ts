import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bookFrame, start, tradesFrame } from '../testing/frames.ts'
import { type Rig, rig } from '../testing/rig.ts'
import type { Message } from './message.ts'

let r: Rig
beforeEach(async () => {
  r = await rig()
})
afterEach(() => r.close())

describe('a handler that does not keep up', () => {
  const waitFor = () => {
    const done: (() => void)[] = []
    return { done, promise: () => new Promise<void>(resolve => done.push(resolve)) }
  }

  test('gets events in order until its queue is full, and a gap for those it missed', async () => {
    const { done, promise } = waitFor()
    const got: number[] = []
    const handler = (message: Message<'trades'>) => {
      got.push(message.data[0].id)
      return promise()
    }
    r.stream.subscribe({ type: 'trades', coin: 'BTC' }, handler, { capacity: 3 })
    const fast = await r.trades()
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

  test('gets the newest state, and no gap for the states that it replaced', async () => {
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

  test('that fails is reported, and gets the next message', async () => {
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

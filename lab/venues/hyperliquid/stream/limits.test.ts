import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../../input-error.ts'
import { type EpochMs, minute, second } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { virtualTime } from '../../../testing/virtual-time.ts'
import { start, tradesFrame } from '../testing/frames.ts'
import { rig } from '../testing/rig.ts'
import { backoff } from './backoff.ts'
import { createLimits, venueAllowance } from './limits.ts'
import { createOutbox } from './outbox.ts'
import { createWindow } from './window.ts'

const at = (ms: number) => (1_780_000_000_000 + ms) as EpochMs
const address = (i: number) => `0x${i.toString(16).padStart(40, '0')}`

describe('a window', () => {
  test('never exceeds its limit within any window, and never waits longer than one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.integer({ min: 0, max: 400 })), (limit, steps) => {
        const window = createWindow(limit, 1_000)
        const taken: number[] = []
        let now = 0
        for (const step of steps) {
          now += step
          const wait = window.wait(at(now))
          expect(wait).toBeLessThanOrEqual(1_000)
          if (wait === 0) {
            window.take(at(now))
            taken.push(now)
          } else {
            const oldest = taken[taken.length - limit]
            expect(oldest + 1_000 - now).toBe(wait)
          }
          expect(window.used(at(now))).toBe(taken.filter(time => now - time < 1_000).length)
          expect(window.used(at(now))).toBeLessThanOrEqual(limit)
        }
      }),
    )
  })

  test('does not wait for a clock that was set back', () => {
    const window = createWindow(1, 1_000)
    window.take(at(3_600_000))
    expect(window.wait(at(0))).toBe(1_000)
    expect(window.wait(at(1_000))).toBe(0)
  })
})

describe('the allowance of the venue', () => {
  test('ends at 1,000 subscriptions, 10 users, 10 connections and 100 posts, each in one line that names it', () => {
    const limits = createLimits()
    for (let i = 0; i < venueAllowance.users; i++) limits.subscribe(`userFills ${i}`, address(i))
    expect(() => limits.subscribe('userFills 10', address(10))).toThrow(
      /^stream: users, for userFills 10: expected at most 10, found one more$/,
    )
    limits.subscribe('orderUpdates 9', address(9))
    for (let i = 11; i < venueAllowance.subscriptions; i++) limits.subscribe(`trades ${i}`, null)
    expect(() => limits.subscribe('trades X', null)).toThrow(/^stream: subscriptions, for trades X: .* 1000,/)
    limits.unsubscribe('userFills 0', address(0))
    limits.subscribe('userFills 10', address(10))
    for (let i = 0; i < venueAllowance.connections; i++) limits.openConnection()
    expect(() => limits.openConnection()).toThrow(InputError)
    limits.closeConnection()
    limits.openConnection()
    for (let i = 0; i < venueAllowance.posts; i++) limits.openPost()
    expect(() => limits.openPost()).toThrow(/^stream: posts without an answer: expected at most 100/)
    expect(limits.used(at(0))).toMatchObject({ connections: 10, subscriptions: 1_000, users: 10, posts: 100 })
  })

  test('keeps a share of messages for pings', () => {
    const limits = createLimits()
    let sent = 0
    for (; limits.messageWait(at(0), false) === 0; sent++) limits.tookMessage(at(0))
    expect(sent).toBe(1_900)
    expect(limits.messageWait(at(0), true)).toBe(0)
    expect(limits.messageWait(at(minute - 1), false)).toBe(1)
    expect(limits.messageWait(at(minute), false)).toBe(0)
  })
})

describe('an outbox', () => {
  test('sends everything, in order, and no more than the limits allow in any minute', async () => {
    const { clock, timers, advance } = virtualTime(start)
    const limits = createLimits({ ...venueAllowance, messagesPerMinute: 20 })
    const sent: { readonly n: number; readonly at: number }[] = []
    const outbox = createOutbox({ clock, timers, limits }, text => sent.push({ ...JSON.parse(text), at: clock() }))
    for (let n = 0; n < 50; n++) outbox.push({ n })
    expect([sent.length, outbox.waiting()]).toEqual([19, 31])
    await advance(3 * minute)
    expect(sent.map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, n) => n))
    for (const { at } of sent) {
      expect(sent.filter(other => other.at >= at && other.at < at + minute).length).toBeLessThanOrEqual(20)
    }
  })

  test('drops unsent messages when the socket is lost', async () => {
    const { clock, timers, advance } = virtualTime(start)
    const limits = createLimits({ ...venueAllowance, messagesPerMinute: 20 })
    const sent: string[] = []
    const outbox = createOutbox({ clock, timers, limits }, text => sent.push(text))
    for (let n = 0; n < 50; n++) outbox.push({ n })
    outbox.clear()
    await advance(3 * minute)
    expect([sent.length, outbox.waiting()]).toEqual([19, 0])
  })
})

test('the wait doubles from a quarter of a second to five seconds, minus a random part of up to half', () => {
  const waits = (chance: number) => [0, 1, 2, 3, 4, 5, 6, 1e9].map(failures => backoff(failures, () => chance))
  expect(waits(0)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000])
  expect(waits(1 - Number.EPSILON)).toEqual([250, 250, 500, 1_000, 2_000, 2_500, 2_500, 2_500])
  const some = new Set(Array.from({ length: 50 }, (_, i) => backoff(5, random(i))))
  expect(some.size).toBeGreaterThan(30)
})

describe('a stream at its limits', () => {
  test('rejects the eleventh user before anything is sent, and accepts it once another has left', async () => {
    const r = await rig()
    const leave = Array.from({ length: 10 }, (_, i) =>
      r.stream.subscribe({ type: 'userFills', user: address(i) }, () => {}),
    )
    const eleventh = () => r.stream.subscribe({ type: 'userFills', user: address(10) }, () => {})
    expect(eleventh).toThrow(InputError)
    leave[3]()
    eleventh()
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 10)
    expect(r.server.subscribers(`userFills ${address(3)}`)).toBe(0)
    await r.close()
  })

  test('rejects an eleventh connection and its subscription', async () => {
    const r = await rig()
    for (let i = 0; i < 10; i++) r.stream.subscribe({ type: 'orderUpdates', user: address(i) }, () => {})
    r.stream.subscribe({ type: 'allMids' }, () => {})
    const before = r.stream.counters().used
    expect(before).toMatchObject({ connections: 10, users: 10, subscriptions: 11 })
    const more = { type: 'userFills', user: address(1), aggregateByTime: true } as const
    r.stream.subscribe(more, () => {})
    r.stream.subscribe({ type: 'l2Book', coin: 'BTC' }, () => {})
    const limits = createLimits({ ...venueAllowance, connections: 1 })
    const small = await rig({ limits })
    small.stream.subscribe({ type: 'l2Book', coin: 'BTC' }, () => {})
    expect(() => small.stream.subscribe({ type: 'l2Book', coin: 'BTC', nSigFigs: 4 }, () => {})).toThrow(
      /^stream: connections: expected at most 1, found one more$/,
    )
    expect(small.stream.counters().used).toMatchObject({ connections: 1, subscriptions: 1 })
    expect(small.stream.counters().subscriptions).toHaveLength(1)
    small.stream.close()
    expect(limits.used(small.time.clock())).toMatchObject({ connections: 0, subscriptions: 0, users: 0 })
    await small.close()
    await r.close()
  })

  test('makes a thousand subscriptions within the limit of messages, and all become active', async () => {
    const r = await rig({ limits: createLimits({ ...venueAllowance, messagesPerMinute: 400 }) })
    for (let i = 0; i < 1_000; i++) r.stream.subscribe({ type: 'trades', coin: `C${i}` }, () => {})
    expect(() => r.stream.subscribe({ type: 'bbo', coin: 'BTC' }, () => {})).toThrow(/subscriptions, for bbo BTC/)
    await r.time.advance(0)
    await r.until(() => r.of('subscribed').length === 380)
    await r.time.advance(59 * second)
    expect(r.of('subscribed').length).toBe(380)
    await r.time.advance(2 * minute)
    await r.until(() => r.of('subscribed').length === 1_000)
    expect(r.of('down')).toEqual([])
    expect(r.server.received.filter(message => message.method === 'ping').length).toBeGreaterThan(10)
    await r.close()
  })
})

test('a subscription that waits for its request is not taken for silent', async () => {
  const r = await rig({ limits: createLimits({ ...venueAllowance, messagesPerMinute: 20 }) })
  for (let i = 0; i < 15; i++) r.stream.subscribe({ type: 'bbo', coin: `C${i}` }, () => {}, { silence: 5 * second })
  await r.time.advance(0)
  await r.until(() => r.of('subscribed').length === 15)
  await r.time.advance(8 * second)
  expect(r.of('interrupted')).toHaveLength(15)
  expect(r.of('down')).toEqual([])
  await r.close()
})

test('memory does not grow with the number of trades, nor with a handler that never returns', async () => {
  const r = await rig()
  let count = 0
  r.stream.subscribe({ type: 'trades', coin: 'BTC' }, message => void (count += message.data.length))
  r.stream.subscribe({ type: 'trades', coin: 'BTC' }, () => new Promise<void>(() => {}), { capacity: 100 })
  await r.time.advance(0)
  await r.until(() => r.of('subscribed').length === 1)
  const frames = function* (from: number) {
    for (let i = from; i < from + 20_000; i++) yield JSON.stringify(tradesFrame('BTC', i))
  }
  const run = async (from: number) => {
    await r.server.replay('trades BTC', frames(from))
    await r.until(() => count === from + 20_000 - 1)
  }
  await run(1)
  const waiting = () => r.stream.counters().subscriptions[0].waiting
  expect(waiting()).toBe(100)
  await run(20_001)
  expect(waiting()).toBe(100)
  expect(r.stream.counters().subscriptions[0]).toMatchObject({ messages: 40_000, dropped: 39_899 })
  expect(r.of('interrupted')).toHaveLength(1)
  await r.close()
})

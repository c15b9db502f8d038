import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EpochMs } from '../../../market/units.ts'
import { createDelivery } from './delivery.ts'
import { parseErrorNotice } from './error-notice.ts'
import { kinds } from './kinds.ts'
import { routeInFrame, typeOfChannel } from './locate.ts'
import type { AnyMessage } from './message.ts'
import { createSeenTrades } from './seen-trades.ts'
import type { SubscriptionType } from './subscription.ts'

describe('an error message of the venue', () => {
  const trades = '{"type":"trades","coin":"ETH"}'
  test.each([
    [`Already subscribed: ${trades}`, { kind: 'already', key: 'trades ETH' }],
    [`Already unsubscribed: ${trades}`, { kind: 'done' }],
    [`Invalid subscription ${trades}`, { kind: 'refused', key: 'trades ETH' }],
    [
      `Error parsing JSON into valid websocket request: {"method":"subscribe","subscription":${trades}}`,
      { kind: 'refused', key: 'trades ETH' },
    ],
    ['Cannot track more than 10 total users.', { kind: 'users' }],
    ['Cannot track more than 15 total users.', { kind: 'users' }],
    ['too many pending post requests id=5', { kind: 'post', id: 5 }],
    ['Invalid subscription {"type":', { kind: 'other' }],
    ['Invalid subscription {"type":"news"}', { kind: 'other' }],
    ['', { kind: 'other' }],
  ])('%s', (text, meaning) => {
    expect(parseErrorNotice(text)).toEqual(meaning)
  })
})

describe('ids of seen trades', () => {
  test('are new once, as long as fewer than the capacity came since', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30)), ids => {
        const seen = createSeenTrades(5)
        const passed: number[] = []
        for (const id of ids) {
          const mustKnow = passed.slice(-5).includes(id)
          const isNew = seen.isNew(id)
          if (mustKnow || !passed.includes(id)) expect(isNew).toBe(!mustKnow)
          if (isNew) passed.push(id)
        }
      }),
    )
  })

  test('are dropped in the end', () => {
    const seen = createSeenTrades(10)
    seen.isNew(1)
    for (let id = 2; id < 100; id++) seen.isNew(id)
    expect(seen.isNew(1)).toBe(true)
  })
})

describe('delivery to a handler', () => {
  const message = (t: number) => ({ receivedAt: t as EpochMs }) as AnyMessage

  test.each(['state', 'events'] as const)('of %s keeps the order, and counts what was not delivered', async content => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.oneof(fc.constant('push' as const), fc.constant('done' as const))),
        async (capacity, steps) => {
          const got: number[] = []
          const pending: (() => void)[] = []
          const count = { conflated: 0, dropped: 0, opened: 0, resumed: 0 }
          const delivery = createDelivery({
            ...{ capacity, content },
            handler: ({ receivedAt }) => {
              got.push(receivedAt)
              return new Promise<void>(resolve => pending.push(resolve))
            },
            conflated: n => void (count.conflated += n),
            dropped: () => void count.dropped++,
            resumed: (before, after) => {
              count.resumed++
              expect(before.receivedAt).toBeLessThan(after.receivedAt - 1)
            },
            failed: error => {
              throw error
            },
          })
          let pushed = 0
          for (const step of [...steps, ...steps.map(() => 'done' as const), 'done' as const]) {
            if (step === 'push') delivery.push(message(++pushed))
            else pending.shift()?.()
            await new Promise(resolve => setImmediate(resolve))
            expect(delivery.waiting()).toBeLessThanOrEqual(capacity)
          }
          expect(got).toEqual([...got].sort((a, b) => a - b))
          expect(got.length + count.conflated + count.dropped).toBe(pushed)
          if (content === 'state') expect([count.dropped, got.at(-1)]).toEqual([0, pushed || undefined])
          else expect(count.conflated).toBe(0)
        },
      ),
      { numRuns: 40 },
    )
  })
})

test('each channel belongs to one type, and user events have a channel of another name', () => {
  for (const type of Object.keys(kinds) as SubscriptionType[]) {
    for (const channel of kinds[type].channels) expect(typeOfChannel.get(channel)).toBe(type)
  }
  expect(typeOfChannel.get('user')).toBe('userEvents')
  expect(typeOfChannel.get('activeSpotAssetCtx')).toBe('activeAssetCtx')
  expect(typeOfChannel.get('userEvents')).toBeUndefined()
})

test('the subscription of a malformed message is found from its readable parts', () => {
  expect(routeInFrame('trades', [{ coin: 'BTC', px: 5 }])).toBe('BTC')
  expect(routeInFrame('candle', { s: 'BTC', i: '1m' })).toBe('BTC 1m')
  expect(routeInFrame('webData3', { userState: { user: '0xAB' } })).toBe('0xab')
  expect(routeInFrame('openOrders', { user: '0xAB', dex: 'xyz' })).toBe('0xab xyz')
  for (const data of [null, 5, [], {}, [null], 'text']) expect(routeInFrame('trades', data)).toBeNull()
  expect(routeInFrame('news', {})).toBeNull()
})

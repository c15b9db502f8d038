import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../../input-error.ts'
import { sharedFile } from '../../../testing/shared.ts'
import { kinds } from './kinds.ts'
import type { Subscription, SubscriptionType } from './subscription.ts'
import { canonical, routeOf, subscriptionKey } from './subscription-key.ts'

const user = `0x${'aB'.repeat(20)}`
const every = (Object.keys(kinds) as SubscriptionType[]).map(type => sample(type))

function sample(type: SubscriptionType): Subscription {
  const values = { coin: 'BTC', interval: '1m', user }
  return { type, ...Object.fromEntries(kinds[type].needs.map(name => [name, values[name]])) } as unknown as Subscription
}

describe.each(every.map(subscription => [subscription.type, subscription] as const))('%s', (type, subscription) => {
  test('has the same key however its user is written and its defaults are spelled', () => {
    const spelled = { ...kinds[type].defaults, ...canonical(subscription) }
    expect(subscriptionKey(spelled)).toBe(subscriptionKey(subscription))
    expect(subscriptionKey(canonical(subscription))).toBe(subscriptionKey(subscription))
  })

  test('is sent with only its type and required fields', () => {
    expect(Object.keys(canonical({ ...subscription, note: 1 } as unknown as Subscription))).toEqual([
      'type',
      ...kinds[type].needs,
    ])
  })

  test('is rejected in one line that names the missing field', () => {
    for (const name of kinds[type].needs) {
      const without = { ...subscription, [name]: undefined } as unknown as Subscription
      expect(() => canonical(without)).toThrow(InputError)
      expect(() => canonical(without)).toThrow(
        new RegExp(`^subscription ${type}: ${name}: expected .*, found nothing$`),
      )
    }
  })

  test('has a route made of the fields in its messages, with users in lower case', () => {
    expect(routeOf(subscription).split(' ').filter(Boolean).length).toBe(
      kinds[type].carries.filter(name => name !== 'dex').length,
    )
    expect(routeOf(subscription)).not.toContain('B'.repeat(2))
    expect(routeOf(subscription)).toBe(routeOf(canonical(subscription)))
  })
})

test('different subscriptions have different keys', () => {
  const others: Subscription[] = [
    { type: 'l2Book', coin: 'BTC', nSigFigs: 5 },
    { type: 'l2Book', coin: 'BTC', nSigFigs: 5, mantissa: 2 },
    { type: 'l2Book', coin: 'ETH' },
    { type: 'candle', coin: 'BTC', interval: '5m' },
    { type: 'allMids', dex: 'xyz' },
    { type: 'userFills', user, aggregateByTime: true },
    { type: 'trades', coin: 'xyz:AAPL' },
  ]
  const keys = [...every, ...others].map(subscription => subscriptionKey(subscription))
  expect(new Set(keys).size).toBe(keys.length)
})

test('an invalid subscription has no key', () => {
  for (const value of [null, undefined, 'trades', 5, [], {}, { type: 'explorerBlock' }, { type: 'toString' }]) {
    expect(subscriptionKey(value)).toBeNull()
  }
  expect(subscriptionKey({ type: 'trades', coin: 5 })).toBeNull()
})

test('an unknown type, a short address, an odd interval and a mantissa alone are refused', () => {
  const wrong: [unknown, RegExp][] = [
    [{ type: 'tades', coin: 'BTC' }, /^subscription: expected one of allMids, .*, found "tades"$/],
    [{ type: 'userFills', user: '0x12' }, /user: expected 0x and 40 hexadecimal digits, found "0x12"/],
    [{ type: 'candle', coin: 'BTC', interval: '7m' }, /interval: expected 1m, .*, 1M, found "7m"/],
    [{ type: 'trades', coin: 'B C' }, /coin: expected a symbol without spaces, found "B C"/],
    [{ type: 'l2Book', coin: 'BTC', nSigFigs: 7 }, /nSigFigs: expected 2, 3, 4 or 5, found 7/],
    [{ type: 'allMids', dex: 5 }, /dex: expected a name without spaces, found 5/],
    [{ type: 'l2Book', coin: 'BTC', mantissa: 2 }, /mantissa: expected none without nSigFigs 5, found 2/],
  ]
  for (const [subscription, message] of wrong) expect(() => canonical(subscription as Subscription)).toThrow(message)
})

const file = sharedFile('data/hyperliquid/ws/ws_captures.jsonl')

test.skipIf(!file)('every captured acknowledgement has the key of its request', () => {
  const keys = readFileSync(file as string, 'utf8')
    .split('\n')
    .filter(line => line.includes('subscriptionResponse'))
    .map(line => subscriptionKey(JSON.parse(line).message.data.subscription))
  expect(new Set(keys)).toEqual(
    new Set([
      ...['l2Book HYPE', 'l2Book BTC', 'bbo BTC', 'userFills 0x31ca8395cf837de08b24da3f660e77761dfb974b', 'bbo HYPE'],
      ...['candle HYPE 1d', 'orderUpdates mtiz', 'allMids', 'trades HYPE', 'userEvents mtiz'],
    ]),
  )
})

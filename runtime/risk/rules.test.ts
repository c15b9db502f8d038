import { expect, test } from 'vitest'
import type { ExecutionVenue } from '../../lab/market/execution-venue.ts'
import type { Intent, Reason, Terms } from '../../lab/market/order.ts'
import { epochMs, hour } from '../../lab/market/units.ts'
import type { RiskLimits } from '../../lab/strategy/strategy.ts'
import { unlimited } from '../../lab/testing/crafted.ts'
import { mintClientId } from '../orders/client-id.ts'
import { approve } from './approve.ts'
import type { Situation } from './rules/rule.ts'

const now = epochMs(1_704_067_200_000)

/** 3 BTC at 100 and 10,000 USD in all, with 2 more BTC on their way. */
const calm: Situation = {
  now,
  account: { cash: 10_000, positions: new Map([['BTC', { size: 3, entryPrice: 100 }]]) },
  equity: 10_000,
  marks: new Map([
    ['BTC', 100],
    ['ETH', 50],
  ]),
  markedAt: new Map([
    ['BTC', now],
    ['ETH', now],
  ]),
  interval: hour,
  pending: new Map([['BTC', 2]]),
  ordersToday: 4,
  dayStartEquity: 10_000,
  halted: undefined,
}

const buy = (size: number, changes: Partial<Intent> = {}): Intent => ({
  id: mintClientId('risk', 1),
  symbol: 'BTC',
  size,
  terms: { kind: 'market' } as Terms,
  reduceOnly: false,
  reason: 'enter' as Reason,
  exposure: 1,
  ...changes,
})
const refusal = (intent: Intent, situation: Partial<Situation>, limits: Partial<RiskLimits> = {}) => {
  const answer = approve(intent, { ...calm, ...situation }, { ...unlimited, ...limits })
  return answer.ok ? undefined : answer.error
}

test('an order within every limit is approved as it is', () => {
  const intent = buy(1)
  expect(approve(intent, calm, unlimited)).toEqual({ ok: true, value: intent })
})

test('an order that opens a position is refused in a halt', () => {
  expect(refusal(buy(1), { halted: 'enough' })).toEqual({ rule: 'halted', why: 'enough' })
})

test('a symbol without a price is not traded', () => {
  expect(refusal(buy(1, { symbol: 'SOL' }), {})).toEqual({ rule: 'noPrice', symbol: 'SOL' })
})

test('a price is refused one millisecond past its age limit', () => {
  const aged = (ms: number) => refusal(buy(1), { now: epochMs(now + ms) }, { maxPriceAge: 1.5 })
  expect(aged(1.5 * hour)).toBeUndefined()
  expect(aged(1.5 * hour + 1)).toEqual({ rule: 'stalePrice', ageMs: 5_400_001, maxMs: 5_400_000 })
})

test('an order is refused above its notional limit', () => {
  expect(refusal(buy(-2), {}, { maxOrderUsd: 200 })).toBeUndefined()
  expect(refusal(buy(-2.001), {}, { maxOrderUsd: 200 })).toEqual({
    rule: 'orderSize',
    usd: expect.closeTo(200.1, 9),
    maxUsd: 200,
  })
})

test('a position counts the held size, live orders and the new order', () => {
  // 3 + 2 + 5 = 10 at 100 is a tenth of the equity.
  expect(refusal(buy(5), {}, { maxPosition: 0.1 })).toBeUndefined()
  expect(refusal(buy(5.5), {}, { maxPosition: 0.1 })).toEqual({ rule: 'position', usd: 1_050, maxUsd: 1_000 })
})

test('a live order that reduces the position does not make room for a new one', () => {
  // The 3 held are being sold. If that order does not fill, 3 + 8 = 11 would be held.
  const closing = new Map([['BTC', -3]])
  expect(refusal(buy(8), { pending: closing }, { maxPosition: 0.1 })).toMatchObject({ rule: 'position', usd: 1_100 })
})

test('the gross limit counts positions and live orders of all symbols', () => {
  // 5 BTC at 100, held or ordered, and 10 ETH at 50.
  const intent = buy(10, { symbol: 'ETH' })
  expect(refusal(intent, {}, { maxGross: 0.1 })).toBeUndefined()
  expect(refusal(intent, {}, { maxGross: 0.0999 })).toEqual({ rule: 'gross', usd: 1_000, maxUsd: 999 })
})

test('the orders of a day are limited', () => {
  expect(refusal(buy(1), {}, { maxOrdersPerDay: 5 })).toBeUndefined()
  expect(refusal(buy(1), {}, { maxOrdersPerDay: 4 })).toEqual({ rule: 'orderRate', today: 4, max: 4 })
})

test('nothing is opened after the daily loss limit', () => {
  expect(refusal(buy(1), { equity: 9_501 }, { maxDailyLoss: 0.05 })).toBeUndefined()
  expect(refusal(buy(1), { equity: 9_400 }, { maxDailyLoss: 0.05 })).toEqual({
    rule: 'dailyLoss',
    loss: expect.closeTo(0.06, 12),
    max: 0.05,
  })
})

test('an order that reduces a position passes every rule, in a halt too', () => {
  const nothing = { maxPosition: 0, maxGross: 0, maxOrderUsd: 0, maxOrdersPerDay: 0, maxDailyLoss: 0, maxPriceAge: 0 }
  const dire = { halted: 'enough', now: epochMs(now + 100 * hour), equity: 1 }
  expect(refusal(buy(-3, { reduceOnly: true }), dire, nothing)).toBeUndefined()
  expect(refusal(buy(-3), dire, nothing)).toMatchObject({ rule: 'halted' })
})

test('a reduce-only order that reduces nothing is checked like any other', () => {
  expect(refusal(buy(3, { reduceOnly: true }), { halted: 'enough' })).toMatchObject({ rule: 'halted' })
  expect(refusal(buy(-3, { reduceOnly: true, symbol: 'ETH' }), { halted: 'enough' })).toMatchObject({ rule: 'halted' })
})

test('NaN in any input refuses the order', () => {
  const unknown = Number.NaN
  const tight = { maxPosition: 1, maxGross: 1, maxOrderUsd: 1_000, maxDailyLoss: 0.5 }
  const priced = (price: number) => ({ marks: new Map([['BTC', price]]) })
  expect(refusal(buy(1), priced(unknown), tight)).toMatchObject({ rule: 'orderSize' })
  expect(refusal(buy(1), { equity: unknown }, tight)).toMatchObject({ rule: 'position' })
  expect(refusal(buy(1), { dayStartEquity: unknown }, tight)).toMatchObject({ rule: 'dailyLoss' })
  expect(refusal(buy(1), { markedAt: new Map([['BTC', unknown as never]]) }, tight)).toMatchObject({
    rule: 'stalePrice',
  })
  const elsewhere = { pending: new Map([['SOL', 1]]) }
  expect(refusal(buy(1), elsewhere, tight)).toMatchObject({ rule: 'gross' })
})

test('the compiler refuses to place an intent that is not approved', () => {
  const place = (venue: ExecutionVenue, intent: Intent) => {
    // @ts-expect-error it has not been through the rules
    return venue.place(intent)
  }
  expect(place).toBeTypeOf('function')
})

import { describe, expect, test } from 'vitest'
import type { Approved, Intent } from '../../lab/market/order.ts'
import { clientId } from '../../lab/market/order.ts'
import { epochMs, hour } from '../../lab/market/units.ts'
import type { RiskLimits } from '../../lab/strategy/strategy.ts'
import { approve } from './approve.ts'
import type { Situation } from './rules.ts'

const noon = epochMs(1_704_110_400_000)
const limits: RiskLimits = {
  maxPosition: 1,
  maxGross: 1.5,
  maxOrderUsd: 8_000,
  maxOrdersPerDay: 10,
  maxDrawdown: 0.2,
  maxDailyLoss: 0.05,
  maxPriceAge: 2,
}
const calm: Situation = {
  now: noon,
  account: { cash: 10_000, positions: new Map() },
  equity: 10_000,
  marks: new Map([
    ['BTC', 100],
    ['ETH', 50],
  ]),
  markedAt: new Map([
    ['BTC', noon],
    ['ETH', noon],
  ]),
  interval: hour,
  pending: new Map(),
  ordersToday: 0,
  dayStartEquity: 10_000,
  halted: undefined,
}
const buy = (size: number, change: Partial<Intent> = {}): Intent => ({
  ...{
    id: clientId(`0x${'0'.repeat(32)}`),
    symbol: 'BTC',
    size,
    terms: { kind: 'market' },
    reduceOnly: false,
    reason: 'enter',
    exposure: 1,
  },
  ...change,
})
const holding = (size: number, symbol = 'BTC') => ({
  cash: 10_000,
  positions: new Map([[symbol, { size, entryPrice: 100 }]]),
})
const refusal = (intent: Intent, change: Partial<Situation> = {}) => {
  const answer = approve(intent, { ...calm, ...change }, limits)
  return answer.ok ? undefined : answer.error
}

describe('the risk gate', () => {
  test('lets an order inside every limit pass', () => expect(refusal(buy(80))).toBeUndefined())

  test('refuses an order above the largest, with the numbers, and takes one of exactly the largest', () => {
    expect(refusal(buy(81))).toEqual({ rule: 'orderSize', usd: 8_100, maxUsd: 8_000 })
    expect(refusal(buy(80))).toBeUndefined()
  })
  test('counts what is held towards the position', () => {
    expect(refusal(buy(41), { account: holding(60) })).toEqual({ rule: 'position', usd: 10_100, maxUsd: 10_000 })
    expect(refusal(buy(40), { account: holding(60) })).toBeUndefined()
  })
  test('counts what is on its way, filled or not, whichever is worse', () => {
    expect(refusal(buy(41), { pending: new Map([['BTC', 60]]) })).toMatchObject({ rule: 'position', usd: 10_100 })
    // A close on its way may fail: the position counts as if it were still there.
    expect(refusal(buy(41), { account: holding(60), pending: new Map([['BTC', -60]]) })).toMatchObject({
      rule: 'position',
      usd: 10_100,
    })
    expect(refusal(buy(-70), { account: holding(60), pending: new Map([['BTC', -60]]) })).toBeUndefined()
  })
  test('adds up all symbols, those with orders on their way included', () => {
    expect(refusal(buy(70), { account: holding(-161, 'ETH') })).toEqual({ rule: 'gross', usd: 15_050, maxUsd: 15_000 })
    expect(refusal(buy(70), { pending: new Map([['ETH', 161]]) })).toEqual({
      rule: 'gross',
      usd: 15_050,
      maxUsd: 15_000,
    })
  })
  test('refuses a symbol without a price', () =>
    expect(refusal(buy(1, { symbol: 'SOL' }))).toEqual({ rule: 'noPrice', symbol: 'SOL' }))
  test('refuses a price older than the limit, and takes one of exactly its age', () => {
    const old = (ms: number) => ({ markedAt: new Map([['BTC', epochMs(noon - ms)]]) })
    expect(refusal(buy(1), old(2 * hour + 1))).toEqual({ rule: 'stalePrice', ageMs: 2 * hour + 1, maxMs: 2 * hour })
    expect(refusal(buy(1), old(2 * hour))).toBeUndefined()
  })
  test('refuses more orders in a day than allowed', () => {
    expect(refusal(buy(1), { ordersToday: 10 })).toEqual({ rule: 'orderRate', today: 10, max: 10 })
  })
  test('opens nothing on a day that has lost too much', () => {
    expect(refusal(buy(1), { equity: 9_400 })).toMatchObject({ rule: 'dailyLoss', max: 0.05 })
    expect(refusal(buy(1), { equity: 9_510 })).toBeUndefined()
  })
  test('opens nothing after a halt', () =>
    expect(refusal(buy(1), { halted: 'drawdown' })).toEqual({ rule: 'halted', why: 'drawdown' }))

  test('never stands in the way of an order that only reduces, in a halt, without a price, on a day of loss', () => {
    const worst = {
      account: holding(60),
      halted: 'drawdown',
      equity: 1,
      marks: new Map(),
      markedAt: new Map(),
      ordersToday: 1e6,
    }
    expect(refusal(buy(-60, { reduceOnly: true }), worst)).toBeUndefined()
  })
  test('does not believe an order that says it reduces and would not', () => {
    expect(refusal(buy(60, { reduceOnly: true }), { account: holding(60), halted: 'drawdown' })).toMatchObject({
      rule: 'halted',
    })
    expect(refusal(buy(-60, { reduceOnly: true }), { halted: 'drawdown' })).toMatchObject({ rule: 'halted' })
  })
})

test('an intent cannot be placed without approval', () => {
  const place = (order: Approved) => order.id
  // @ts-expect-error a bare intent has not been through the rules
  expect(place(buy(1))).toBeDefined()
})

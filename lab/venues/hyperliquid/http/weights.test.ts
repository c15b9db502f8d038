import { expect, test } from 'vitest'
import { requestCostOf, surchargeOf } from './weights.ts'

// Every number here is from the venue's documentation of rate limits.
test('requests weigh what the venue says', () => {
  const weigh = (type: string) => requestCostOf({ type }).weight
  for (const type of [
    'l2Book',
    'allMids',
    'clearinghouseState',
    'orderStatus',
    'spotClearinghouseState',
    'exchangeStatus',
  ]) {
    expect(weigh(type)).toBe(2)
  }
  expect(weigh('userRole')).toBe(60)
  for (const type of ['meta', 'openOrders', 'userFills', 'constructor']) expect(weigh(type)).toBe(20)
})

test('rows add one for twenty, and candles one for sixty', () => {
  expect(surchargeOf({ type: 'userFills' }, 2_000)).toBe(100)
  expect(surchargeOf({ type: 'candleSnapshot' }, 5_000)).toBe(84)
  expect(surchargeOf({ type: 'meta' }, 230)).toBe(0)
})

test('candles reserve the cost of their time range, or the maximum when it is unknown', () => {
  const hold = (req: object) => requestCostOf({ type: 'candleSnapshot', req } as never).surcharge
  expect(hold({ coin: 'BTC', interval: '1m', startTime: 0, endTime: 59 * 60_000 })).toBe(1)
  expect(hold({ coin: 'BTC', interval: '1m', startTime: 0, endTime: 1e12 })).toBe(84)
  expect(hold({ coin: 'BTC', interval: '1m', startTime: 0 })).toBe(84)
  expect(hold({ coin: 'BTC', interval: '1m', startTime: 10, endTime: 0 })).toBe(0)
})

import { expect, test } from 'vitest'
import { walk } from '../data/testing/lake.ts'
import { createMemo, memoised, plain, sharingMarkets } from './memo.ts'

const [a, b, c] = ['A', 'B', 'C'].map(symbol => walk(symbol, 5))

test.each([
  ['a memo', () => memoised(createMemo(1e6))],
  ['what shares markets', () => sharingMarkets(plain)],
])('%s works out once what is asked of one market again, and anew what is asked of another', (_, make) => {
  const { ofMarket } = make()
  let computed = 0
  const ask = (market: readonly (typeof a)[], parameter = 1, name = 'count') =>
    ofMarket(name, market, [parameter], () => ++computed)
  expect([ask([a, b]), ask([a, b]), ask([a, b], 1, 'other'), ask([a, b])]).toEqual([1, 1, 2, 1])
  expect([ask([a, c]), ask([a]), ask([b, a]), ask([a], 2), ask([{ ...a }], 2)]).toEqual([3, 4, 5, 6, 7])
})

test('memos share nothing with one another, and plain indicators remember nothing', () => {
  const [one, other] = [sharingMarkets(plain), sharingMarkets(plain)]
  let computed = 0
  const compute = () => ++computed
  for (const { ofMarket } of [one, other, plain, plain]) ofMarket('count', [a], [], compute)
  expect(computed).toBe(4)
  expect(sharingMarkets(one)).toBe(one)
})

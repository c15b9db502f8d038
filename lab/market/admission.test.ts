import { expect, test } from 'vitest'
import { type Account, openAccount } from './account.ts'
import { reduced, refusal } from './admission.ts'
import type { Instrument } from './instrument.ts'
import type { Execution } from './order.ts'
import { epochMs } from './units.ts'

const instrument: Instrument = {
  ...{ symbol: 'X', price: { significant: 5, decimals: 3 }, sizeDecimals: 3, minNotional: 10, funding: 'hourly' },
  tiers: [
    { from: 0, maxLeverage: 20 },
    { from: 10_000, maxLeverage: 10 },
  ],
}
const instruments = new Map([['X', instrument]])
const marks = new Map([['X', 100]])
const execution = (size: number, price = 100, fee = 0): Execution => ({
  ...{ symbol: 'X', at: epochMs(1_704_067_200_000), reference: 100, reason: 'enter' as const },
  ...{ size, price, fee },
})
const holding = (size: number, cash = 1_000): Account => ({
  cash,
  positions: new Map([['X', { size, entryPrice: 100 }]]),
})
const ask = (account: Account, order: Execution, reduceOnly = false, leverage = 10) =>
  refusal(account, order, reduceOnly, marks, instruments, leverage)

test('an order of exactly the minimum is taken, and one of a lot less is not', () => {
  expect(ask(openAccount(1_000), execution(0.1))).toBeUndefined()
  expect(ask(openAccount(1_000), execution(0.099))).toBe('below the minimum of 10 USD')
})

test('closing the whole of a position is taken, whatever little it is worth', () => {
  expect(ask(holding(0.05), execution(-0.05), true)).toBeUndefined()
  expect(ask(holding(0.05), execution(-0.04), true)).toBe('below the minimum of 10 USD')
})

test('leverage bounds what may be opened: 10 times 1000 USD buys 100 at 100 and not a lot more', () => {
  expect(ask(openAccount(1_000), execution(100))).toBeUndefined()
  expect(ask(openAccount(1_000), execution(100.001))).toBe('not enough margin')
  expect(ask(openAccount(1_000), execution(-100.001))).toBe('not enough margin')
})

test('the fee and the slippage of the order itself are no margin', () => {
  expect(ask(openAccount(1_000), execution(100, 100, 0.01))).toBe('not enough margin')
  expect(ask(openAccount(1_000), execution(100, 100.001))).toBe('not enough margin')
})

test('the tier caps the leverage that was chosen', () => {
  // 200 · 100 = 20,000 is in the tier of 10×: it takes 2,000, not 1,000.
  expect(ask(openAccount(1_999), execution(200), false, 20)).toBe('not enough margin')
  expect(ask(openAccount(2_000), execution(200), false, 20)).toBeUndefined()
  // 10,000 is still in the first: 500 at 20×.
  expect(ask(openAccount(500), execution(100), false, 20)).toBeUndefined()
})

test('reducing is never a question of margin', () => {
  // 100 held at 100 with 1 USD of collateral: far too little, and all the more reason to let go.
  expect(ask(holding(100, 1), execution(-50), true)).toBeUndefined()
})

test.each([
  [-5, 3, -3],
  [-2, 3, -2],
  [2, 3, 0],
  [5, -3, 3],
  [5, 0, 0],
  [-5, -3, 0],
])('a reduce-only order of %d for a position of %d trades %d', (size, held, left) => {
  expect(reduced(size, held)).toBe(left)
})

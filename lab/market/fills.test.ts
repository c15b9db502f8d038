import { describe, expect, test } from 'vitest'
import { hyperliquidCosts } from './fees.ts'
import { limitReached, makerFill, stopReached, takerFill } from './fills.ts'
import type { Instrument } from './instrument.ts'
import { epochMs } from './units.ts'

/** Two decimals at a hundred dollars: 5 significant digits, at most 3 decimals. */
const instrument: Instrument = {
  symbol: 'X',
  price: { significant: 5, decimals: 3 },
  sizeDecimals: 3,
  minNotional: 10,
  tiers: [{ from: 0, maxLeverage: 20 }],
  funding: 'hourly',
}
const at = epochMs(1_704_067_200_000)
const taken = (size: number, reference: number) =>
  takerFill({ symbol: 'X', size, reason: 'enter' }, at, reference, hyperliquidCosts, instrument)

describe('a fill that takes', () => {
  test('buys dearer by the slippage, and then by what is left of the tick', () => {
    // 101 · 1.0002 = 101.0202, up to 101.03; 2 · 101.03 · 0.00045 = 0.090927
    expect(taken(2, 101)).toEqual({
      ...{ symbol: 'X', at, size: 2, price: 101.03, reference: 101, reason: 'enter' },
      fee: expect.closeTo(0.090927, 12),
    })
  })
  test('sells cheaper by the slippage, and then by what is left of the tick', () => {
    // 101 · 0.9998 = 100.9798, down to 100.97; 2 · 100.97 · 0.00045 = 0.090873
    expect(taken(-2, 101)).toMatchObject({ size: -2, price: 100.97, reference: 101, fee: expect.closeTo(0.090873, 12) })
  })
  test('slips no further than to the tick when slippage ends on it', () => {
    // 50 · 1.0002 = 50.01, which 5 digits can say
    expect(taken(1, 50).price).toBe(50.01)
    expect(taken(-1, 50).price).toBe(49.99)
  })
  test('costs the spread of slippage and fee even when the market stands still', () => {
    const [bought, sold] = [taken(1, 101), taken(-1, 101)]
    // 0.03 + 0.03 of slippage and tick, 0.0454635 + 0.0454365 of fees
    expect(bought.price - sold.price + bought.fee + sold.fee).toBeCloseTo(0.15089999999, 9)
  })
})

test('a fill that rested pays the maker fee and nothing for the way', () => {
  // 3 · 105 · 0.00015 = 0.04725
  const fill = makerFill({ symbol: 'X', size: -3, reason: 'target' }, at, 105, hyperliquidCosts)
  expect(fill).toEqual({
    ...{ symbol: 'X', at, size: -3, price: 105, reference: 105, reason: 'target' },
    fee: expect.closeTo(0.04725, 12),
  })
})

describe('a stop', () => {
  test.each([
    ['of a long is reached from above', 1, 98, { open: 100, high: 101, low: 97, close: 99 }, 98],
    ['of a long is reached by a touch', 1, 98, { open: 100, high: 101, low: 98, close: 99 }, 98],
    ['of a long sleeps above it', 1, 98, { open: 100, high: 101, low: 98.01, close: 99 }, undefined],
    ['of a long, gapped through, fills at the open', 1, 98, { open: 95, high: 96, low: 94, close: 95 }, 95],
    ['of a short is reached from below', -1, 102, { open: 100, high: 103, low: 99, close: 100 }, 102],
    ['of a short is reached by a touch', -1, 102, { open: 100, high: 102, low: 99, close: 100 }, 102],
    ['of a short sleeps below it', -1, 102, { open: 100, high: 101.99, low: 99, close: 100 }, undefined],
    ['of a short, gapped through, fills at the open', -1, 102, { open: 105, high: 106, low: 104, close: 105 }, 105],
  ])('%s', (_, held, stop, bar, price) => {
    expect(stopReached(held, stop, bar)).toBe(price)
  })
})

describe('a target', () => {
  test.each([
    ['of a long is not filled by a touch', 1, 105, { open: 100, high: 105, low: 99, close: 101 }, false],
    ['of a long is filled once traded through', 1, 105, { open: 100, high: 105.01, low: 99, close: 101 }, true],
    ['of a short is not filled by a touch', -1, 95, { open: 100, high: 101, low: 95, close: 99 }, false],
    ['of a short is filled once traded through', -1, 95, { open: 100, high: 101, low: 94.99, close: 99 }, true],
  ])('%s', (_, held, limit, bar, reached) => {
    expect(limitReached(held, limit, bar)).toBe(reached)
  })
})

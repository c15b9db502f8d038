import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Account, applyFill, equity, openAccount } from './account.ts'
import type { Execution, Reason } from './order.ts'
import { toLot } from './rounding.ts'
import { tradeLedger } from './trades.ts'
import { epochMs } from './units.ts'

const start = 1_704_067_200_000
const execution = (n: number, size: number, price: number, reference = price, fee = 0, reason: Reason = 'enter') =>
  ({ symbol: 'X', at: epochMs(start + n), size, price, reference, fee, reason }) satisfies Execution

describe('a position', () => {
  const bought = (...fills: readonly (readonly [size: number, price: number])[]): Account =>
    fills.reduce(
      (account, [size, price]) => applyFill(account, { symbol: 'X', size, price, fee: 1 }, 3),
      openAccount(1_000),
    )

  test('has the mean of what was paid for it', () => {
    // (1 · 100 + 3 · 120) / 4
    expect(bought([1, 100], [3, 120]).positions.get('X')).toEqual({ size: 4, entryPrice: 115 })
  })
  test('that is reduced realises its share of the profit, and keeps its price', () => {
    const account = bought([4, 100], [-1, 130])
    expect(account.positions.get('X')).toEqual({ size: 3, entryPrice: 100 })
    expect(account.cash).toBe(1_000 + 30 - 2)
  })
  test('of which all is sold is gone', () => {
    const account = bought([-4, 100], [4, 90])
    expect(account.positions.size).toBe(0)
    expect(account.cash).toBe(1_000 + 40 - 2)
  })
  test('that is turned realises the old and starts the new at the price of the turn', () => {
    const account = bought([2, 100], [-5, 110])
    expect(account.positions.get('X')).toEqual({ size: -3, entryPrice: 110 })
    expect(account.cash).toBe(1_000 + 20 - 2)
  })
  test('without a mark has no known worth, and says so', () => {
    expect(() => equity(bought([1, 100]), new Map())).toThrow('X is held but has no mark price')
  })
})

describe('a trade', () => {
  test('goes from flat to flat, with all that it cost on the way', () => {
    const ledger = tradeLedger()
    ledger.execute(execution(0, 1, 100.2, 100, 0.5), 3)
    ledger.execute(execution(1, 1, 110.2, 110, 0.5, 'rebalance'), 3)
    ledger.fund('X', 0.3)
    ledger.execute(execution(2, -2, 119.8, 120, 1, 'stop'), 3)
    expect(ledger.open.size).toBe(0)
    expect(ledger.closed).toEqual([
      {
        ...{ symbol: 'X', direction: 1, openedAt: start, closedAt: start + 2, size: 2, reason: 'stop' },
        entryPrice: expect.closeTo(105.2, 9),
        exitPrice: expect.closeTo(119.8, 9),
        // 240 − 210 at the prices shown
        grossUsd: expect.closeTo(30, 9),
        feesUsd: 2,
        // 0.2 + 0.2 + 2 · 0.2
        slippageUsd: expect.closeTo(0.8, 9),
        fundingUsd: 0.3,
        netUsd: expect.closeTo(26.9, 9),
      },
    ])
  })
  test('that one execution turns is two, and its fee is shared by size', () => {
    const ledger = tradeLedger()
    ledger.execute(execution(0, 2, 100), 3)
    ledger.execute(execution(1, -6, 110, 110, 3), 3)
    expect(ledger.closed).toMatchObject([{ direction: 1, size: 2, grossUsd: 20, feesUsd: 1, netUsd: 19 }])
    expect(ledger.open.get('X')).toMatchObject({ direction: -1, held: -4, openedAt: start + 1 })
    ledger.execute(execution(2, 4, 105), 3)
    expect(ledger.closed[1]).toMatchObject({ direction: -1, size: 4, grossUsd: 20, feesUsd: 2, netUsd: 18 })
  })

  test('earns what the account earns, however often it is added to, cut and turned', () => {
    const fills = fc.array(
      fc.record({
        lots: fc.integer({ min: -5_000, max: 5_000 }).filter(lots => lots !== 0),
        cents: fc.integer({ min: 100, max: 100_000 }),
        slip: fc.integer({ min: 0, max: 50 }),
        fee: fc.double({ min: -1, max: 5, noNaN: true }),
        funding: fc.double({ min: -1, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 40 },
    )
    fc.assert(
      fc.property(fills, all => {
        const ledger = tradeLedger()
        let account = openAccount(0)
        let held = 0
        const trade = (n: number, size: number, cents: number, slip: number, fee: number) => {
          const price = cents / 100
          const one = execution(n, size, price, price - (Math.sign(size) * slip) / 100, fee)
          ledger.execute(one, 3)
          account = applyFill(account, one, 3)
          held = toLot(account.positions.get('X')?.size ?? 0, 3)
        }
        all.forEach(({ lots, cents, slip, fee, funding }, n) => {
          trade(n, lots / 1_000, cents, slip, fee)
          if (held === 0) return
          ledger.fund('X', funding)
          account = { ...account, cash: account.cash - funding }
        })
        if (held !== 0) trade(all.length, -held, 5_000, 0, 0)
        expect(ledger.open.size).toBe(0)
        const sum = (of: (trade: (typeof ledger.closed)[number]) => number) =>
          ledger.closed.reduce((total, trade) => total + of(trade), 0)
        expect(sum(({ netUsd }) => netUsd)).toBeCloseTo(account.cash, 5)
        expect(sum(t => t.grossUsd - t.feesUsd - t.slippageUsd - t.fundingUsd)).toBeCloseTo(account.cash, 5)
      }),
    )
  })
})

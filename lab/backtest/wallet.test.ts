import { describe, expect, test } from 'vitest'
import { quiet, type Row } from '../testing/crafted.ts'
import { calm, calmFor, fillsOf, first, free, opens, tradeAll, up } from '../testing/trade.ts'

describe('two symbols in one account', () => {
  const half = { costs: free, sizing: { fraction: 0.5, leverage: 10, rebalance: 0.1 } }

  test('share its cash: a loss of one reduces the orders of the other', () => {
    const fallen: Row = [81, 81, 81, 81]
    const waiting: readonly Row[] = [...quiet(3), up, calm]
    const outcome = tradeAll([[up, calm, fallen, fallen, fallen], waiting], half)
    // 5,000 / 101 = 49.504…, of which each lost 20; half of 9,009.92 buys 44.603 at 101.
    expect(outcome.executions.filter(({ symbol }) => symbol === 'SYN-A')[0].size).toBe(49.504)
    expect(outcome.executions.filter(({ symbol }) => symbol === 'SYN-B')).toMatchObject([{ size: 44.603, price: 101 }])
  })
  test('fill at their own next bar, and pay no funding for a missing hour', () => {
    const rows = [up, ...calmFor(3)]
    const missing = [{ funding: 0.0001 }, { funding: 0.0001, missing: [first, first + 2] }]
    const outcome = tradeAll([rows, rows], half, missing)
    expect(outcome.executions.map(({ symbol, at }) => [symbol, at])).toEqual([
      ['SYN-A', opens(first)],
      ['SYN-B', opens(first + 1)],
    ])
    // A holds over the opens of two further bars; B was entered at its last.
    expect(outcome.paid.fundingUsd).toBeCloseTo(49.504 * 2 * 101 * 0.0001, 9)
    expect(outcome.time).toHaveLength(first + 3)
  })

  const reckless = { costs: free, sizing: { fraction: 9, leverage: 20, rebalance: 0.1 } }
  const both = (bar: Row) =>
    tradeAll(
      [
        [up, calm, bar, ...calmFor(4)],
        [up, calm, bar, ...calmFor(4)],
      ],
      reckless,
    )

  test('are liquidated together, and the account stops trading', () => {
    // 891.089 each. 10,000 − 1,782.178 · (101 − p) = 2.5 % · 1,782.178 · p at p = 97.83475…, down to the tick
    const outcome = both([101, 101, 90, 95])
    expect(fillsOf(outcome).slice(2)).toEqual([
      ['liquidation', -891.089, 97.834],
      ['liquidation', -891.089, 97.834],
    ])
    expect(outcome.liquidations).toBe(1)
    // 10,000 − 1,782.178 · 3.166; the venue kept nothing.
    expect(outcome.equity[outcome.equity.length - 1]).toBeCloseTo(4_357.624452, 5)
    expect(outcome.paid.takeoverUsd).toBe(0)
    expect(outcome.executions).toHaveLength(4)
  })
  test('that open beyond two thirds of their maintenance margin lose the rest to the backstop', () => {
    // At 96: 10,000 − 8,910.89 = 1,089.11 against 2.5 % · 171,089.088 · 2/3 = 2,851.48
    const outcome = both([96, 96, 96, 96])
    expect(outcome.paid.takeoverUsd).toBeCloseTo(1_089.11, 6)
    expect(outcome.equity[outcome.equity.length - 1]).toBe(0)
  })
  test('that open with negative equity leave the loss to the venue, and equity is 0', () => {
    // 10,000 − 1,782.178 · 16
    const outcome = both([85, 85, 85, 85])
    expect(outcome.paid.takeoverUsd).toBeCloseTo(-18_514.848, 6)
    expect(Math.min(...outcome.equity)).toBe(0)
  })
  test('are closed by their stops before a liquidation', () => {
    const { executions, liquidations } = tradeAll(
      [
        [up, calm, [101, 101, 90, 95]],
        [up, calm, [101, 101, 90, 95]],
      ],
      {
        ...reckless,
        exits: { stop: 0.02 },
      },
    )
    expect(liquidations).toBe(0)
    expect(executions.slice(2).map(({ reason, price }) => [reason, price])).toEqual([
      ['stop', 98.98],
      ['stop', 98.98],
    ])
  })
})

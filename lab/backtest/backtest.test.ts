import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { hyperliquidCosts } from '../market/fees.ts'
import { hour, minute } from '../market/units.ts'
import { breakout, craftedBars, newYear, quiet, type Row, syntheticInstruments } from '../testing/crafted.ts'
import { type Changes, calm, calmFor, fillsOf, first, free, opens, trade, up } from '../testing/trade.ts'
import { backtest } from './backtest.ts'

const down: Row = [100, 100, 99, 99]

describe('a round trip', () => {
  // Long from the open at 101 to the open at 103, twenty hours later, when the breakout expires.
  const rows: readonly Row[] = [up, ...calmFor(20), [103, 103, 103, 103]]

  test('costs what was computed by hand', () => {
    const { executions, trades, paid, equity } = trade(rows)
    expect(executions).toEqual([
      // 10,000 / 101 = 99.00990…; 101 · 1.0002 = 101.0202; 99.009 · 101.03 · 0.00045
      {
        ...{ symbol: 'SYN-A', at: opens(first), size: 99.009, price: 101.03, reference: 101, reason: 'enter' },
        fee: expect.closeTo(4.5012956715, 9),
      },
      // 103 · 0.9998 = 102.9794; 99.009 · 102.97 · 0.00045
      {
        ...{ symbol: 'SYN-A', at: opens(first + 20), size: -99.009, price: 102.97, reference: 103, reason: 'exit' },
        fee: expect.closeTo(4.5877305285, 9),
      },
    ])
    expect(trades).toMatchObject([
      {
        ...{ direction: 1, openedAt: opens(first), closedAt: opens(first + 20), size: 99.009, reason: 'exit' },
        entryPrice: expect.closeTo(101.03, 9),
        exitPrice: expect.closeTo(102.97, 9),
        grossUsd: expect.closeTo(198.018, 9),
        feesUsd: expect.closeTo(9.0890262, 9),
        slippageUsd: expect.closeTo(5.94054, 9),
        // 19 hours at 101 and one at 103, at 0.125 bps
        fundingUsd: expect.closeTo(2.502452475, 9),
        netUsd: expect.closeTo(180.485981325, 9),
      },
    ])
    expect(paid).toEqual({
      feesUsd: expect.closeTo(9.0890262, 9),
      slippageUsd: expect.closeTo(5.94054, 9),
      fundingUsd: expect.closeTo(2.502452475, 9),
      assumedFundingUsd: expect.closeTo(2.502452475, 9),
      takeoverUsd: 0,
    })
    expect(equity[equity.length - 1]).toBeCloseTo(10_180.485981325, 8)
  })

  test.each([
    // At the full hours after the entry: 19 at 101 and the last at 103.
    ['an hour', hour, 19 * 101 + 103],
    // Entered at 08:00 and left at 13:00: 9, 10, 11, 12 at 101 and 13 at 103.
    ['a quarter of an hour', 15 * minute, 4 * 101 + 103],
    // Three hours of the first bar, 19 whole bars of four, and one at the open of the last.
    ['four hours', 4 * hour, 79 * 101 + 103],
  ])('pays funding by the hour on bars of %s', (_, interval, prices) => {
    const { paid } = trade(rows, { interval, costs: free }, { funding: 0.0001 })
    expect(paid.fundingUsd).toBeCloseTo(99.009 * prices * 0.0001, 9)
    expect(paid.assumedFundingUsd).toBe(0)
  })

  test('of a short receives the funding that a long pays', () => {
    const falling: readonly Row[] = [
      down,
      ...Array.from({ length: 20 }, (): Row => [99, 99.5, 98.5, 99]),
      [99, 99, 99, 99],
    ]
    const { paid, executions } = trade(falling, { costs: free }, { funding: 0.0001 })
    // 10,000 / 99 = 101.0101…
    expect(executions.map(({ size }) => size)).toEqual([-101.01, 101.01])
    expect(paid.fundingUsd).toBeCloseTo(-101.01 * 20 * 99 * 0.0001, 9)
  })
})

describe('a reversal', () => {
  test('is two orders at one open: the old position is closed, the new one opened', () => {
    const outcome = trade([up, ...calmFor(4), [101, 101, 90, 90], [90, 90, 90, 90]], { costs: free })
    // 99.009 · (90 − 101) = −1,089.099: what is left buys 8,910.901 / 90 = 99.0100…
    expect(fillsOf(outcome)).toEqual([
      ['enter', 99.009, 101],
      ['exit', -99.009, 90],
      ['enter', -99.01, 90],
    ])
    expect(new Set(outcome.executions.slice(1).map(({ at }) => at)).size).toBe(1)
  })

  // Two signals of half the weight, one of which expires after six bars.
  const two = (rebalance: number): Changes => ({
    sizing: { fraction: 1, leverage: 10, rebalance },
    costs: free,
    seeds: [20, 6].map(hold => ({ name: 'donchian-breakout', weight: 0.5, genes: { channel: 10, margin: 0, hold } })),
  })
  test('of sufficient size trades the difference', () => {
    // 10,000 / 101 · 0.5 = 49.504950…; 99.009 − 49.504
    expect(fillsOf(trade([up, ...calmFor(10)], two(0.5)))).toEqual([
      ['enter', 99.009, 101],
      ['rebalance', -49.505, 101],
    ])
  })
  test('below the threshold is not traded', () => {
    expect(fillsOf(trade([up, ...calmFor(10)], two(0.51)))).toEqual([['enter', 99.009, 101]])
  })
})

describe('an order', () => {
  test('below the minimum notional is not planned', () => {
    const { executions, refused } = trade([up, ...calmFor(5)], { cash: 9.9 })
    expect(executions).toEqual([])
    expect(refused.size).toBe(0)
  })
  test('that falls below the minimum notional by the open is refused, and planned again', () => {
    // 0.1 at 101 is 10.10, at 99.82 it is 9.98; 0.101 at 99.8 is 10.08.
    const lower: Row = [99.8, 100, 99.6, 99.8]
    const outcome = trade([up, lower, lower], { cash: 10.1 })
    expect(outcome.refused).toEqual(new Map([['below the minimum of 10 USD', 1]]))
    expect(fillsOf(outcome)).toEqual([['enter', 0.101, 99.82]])
  })
  test('that closes a position is filled at any notional', () => {
    const outcome = trade([up, calm, [5, 5, 5, 5]], { cash: 20, costs: free, exits: { stop: 0.5 } })
    expect(fillsOf(outcome)).toEqual([
      ['enter', 0.198, 101],
      ['stop', -0.198, 5],
    ])
  })
  test('without enough margin is refused each time', () => {
    const outcome = trade([up, ...calmFor(5)], { sizing: { fraction: 10.1, leverage: 10, rebalance: 0.1 } })
    expect(outcome.executions).toEqual([])
    expect(outcome.refused).toEqual(new Map([['not enough margin', 5]]))
  })
})

test('a strategy with missing bars is refused with the missing symbol', () => {
  const strategy = breakout({ universe: ['SYN-B'] })
  const world = {
    cash: 1,
    costs: hyperliquidCosts,
    instruments: syntheticInstruments(['SYN-B']),
    from: newYear,
    to: newYear,
  }
  expect(() => backtest(strategy, [craftedBars(quiet(40))], world, plain)).toThrow('no bars of SYN-B')
})

import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import type { Costs } from '../market/fees.ts'
import { hyperliquidCosts } from '../market/fees.ts'
import type { Outcome } from '../market/outcome.ts'
import { type DurationMs, epochMs, hour, minute } from '../market/units.ts'
import type { Strategy } from '../strategy/strategy.ts'
import {
  breakout,
  breakoutWarmup,
  type CraftedOptions,
  craftedBars,
  newYear,
  quiet,
  type Row,
  syntheticInstruments,
} from '../testing/crafted.ts'
import { backtest } from './backtest.ts'

const free: Costs = { taker: 0, maker: 0, slippage: 0, unknownFunding: 0 }

/** The bar whose close, 101, is beyond the quiet ones before it; the entry is at the next open. */
const up: Row = [100, 101, 100, 101]
const down: Row = [100, 100, 99, 99]
const calm: Row = [101, 101.5, 100.5, 101]
const first = breakoutWarmup + 1
const calmFor = (bars: number) => Array.from({ length: bars }, () => calm)

type Changes = Partial<Strategy> & { readonly cash?: number }

/** Trades one symbol over quiet bars and then these. */
const trade = (rows: readonly Row[], { cash, ...changes }: Changes = {}, options: CraftedOptions = {}) =>
  tradeAll([rows], { ...changes, ...(cash !== undefined && { cash }) }, [options])

function tradeAll(
  rows: readonly (readonly Row[])[],
  changes: Changes,
  options: readonly CraftedOptions[] = [],
): Outcome {
  const { cash = 10_000, ...rest } = changes
  const universe = ['SYN-A', 'SYN-B'].slice(0, rows.length)
  const strategy = breakout({ universe, ...rest })
  const market = rows.map((some, k) =>
    craftedBars([...quiet(breakoutWarmup), ...some], {
      symbol: universe[k],
      interval: strategy.interval,
      ...options[k],
    }),
  )
  const to = epochMs(newYear + 1_000 * strategy.interval)
  const world = { cash, costs: strategy.costs, instruments: syntheticInstruments(universe), from: newYear, to }
  return backtest(strategy, market, world, plain)
}
const opens = (row: number, interval: DurationMs = hour) => newYear + row * interval
const inside = (row: number) => opens(row + 1) - 1
const told = ({ executions }: Outcome) => executions.map(({ reason, size, price }) => [reason, size, price])

describe('a round trip', () => {
  // Long from the open at 101 to the open at 103, twenty hours later, when the breakout is forgotten.
  const rows: readonly Row[] = [up, ...calmFor(20), [103, 103, 103, 103]]

  test('costs what was worked out by hand', () => {
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

describe('an exit', () => {
  const exits = { stop: 0.03 }

  test('by the stop is filled inside the bar, at the stop and slipped from there', () => {
    // 101.03 · 0.97 = 97.9991, down to 97.999; · 0.9998 = 97.9794…
    const outcome = trade([up, calm, [101, 101, 97, 98]], { exits })
    expect(told(outcome)[1]).toEqual(['stop', -99.009, 97.979])
    expect(outcome.executions[1]).toMatchObject({ at: inside(first + 1), reference: 97.999 })
  })
  test('by a stop that the market gapped through is filled at the open', () => {
    // 95 · 0.9998 = 94.981
    const outcome = trade([up, calm, [95, 96, 94, 95]], { exits })
    expect(told(outcome)[1]).toEqual(['stop', -99.009, 94.981])
    expect(outcome.executions[1].reference).toBe(95)
  })
  test('by the stop may come in the very bar of the entry', () => {
    expect(told(trade([up, [101, 101, 97, 98]], { exits })).map(([reason]) => reason)).toEqual(['enter', 'stop'])
  })
  test('by the target needs a price beyond it, and then pays the maker fee and no slippage', () => {
    // 101.03 · 1.03 = 104.0609, up to 104.07
    const target = { exits: { target: 0.03 } }
    expect(told(trade([up, calm, [101, 104.07, 101, 101]], target))).toHaveLength(1)
    const outcome = trade([up, calm, [101, 104.08, 101, 101]], target)
    expect(told(outcome)[1]).toEqual(['target', -99.009, 104.07])
    // 99.009 · 104.07 · 0.00015
    expect(outcome.executions[1].fee).toBeCloseTo(1.5455799945, 9)
    expect(outcome.executions[1].reference).toBe(104.07)
  })
  test('by a target that the market gapped through is filled no better than at the target', () => {
    expect(told(trade([up, calm, [106, 107, 105, 106]], { exits: { target: 0.03 } }))[1]).toEqual([
      'target',
      -99.009,
      104.07,
    ])
  })
  test('is the stop when stop and target lie in one bar', () => {
    const both = { exits: { stop: 0.03, target: 0.03 } }
    expect(told(trade([up, calm, [101, 110, 97, 101]], both))[1][0]).toBe('stop')
  })
  test('by the trailing stop knows the best price of closed bars only', () => {
    const trailing = { exits: { trailing: 0.05 } }
    // 101.5 · 0.95 = 96.425: a bar that rises to 120 and falls to 96.5 leaves it where it was …
    const spike: Row = [101, 120, 96.5, 101]
    expect(told(trade([up, calm, spike], trailing))).toHaveLength(1)
    // … and after its close it is 120 · 0.95 = 114, which the next open is below: out at 101 · 0.9998 = 100.9798.
    expect(told(trade([up, calm, spike, calm], trailing))[1]).toEqual(['trailing', -99.009, 100.97])
  })
  test('by time is at the open after so many closes', () => {
    const outcome = trade([up, ...calmFor(10)], { exits: { time: 3 } })
    expect(outcome.executions[1]).toMatchObject({ reason: 'time', at: opens(first + 3), size: -99.009 })
  })
  test.each([
    ['stop', { stop: 0.03 }, [101, 101, 97, 101]],
    ['target', { target: 0.03 }, [101, 105, 101, 101]],
    ['time', { time: 1 }, calm],
  ] as const)('by %s bars the direction until the seeds want something else', (reason, exits, bar) => {
    // Still wanted long for 16 more bars; then a breakdown, and a breakout again.
    const rest: readonly Row[] = [calm, bar, ...calmFor(6), [90, 90, 90, 90], ...calmFor(3), [125, 125, 125, 125], calm]
    const reasons = told(trade([up, ...rest], { exits, costs: free })).map(([reason, size]) => [
      reason,
      Math.sign(Number(size)),
    ])
    expect(reasons.slice(0, 3)).toEqual([
      ['enter', 1],
      [reason, -1],
      ['enter', -1],
    ])
    expect(reasons.slice(3)).toContainEqual(['enter', 1])
  })
})

describe('a change of mind', () => {
  test('is two orders at one open: the old position is closed, the new one opened', () => {
    const outcome = trade([up, ...calmFor(4), [101, 101, 90, 90], [90, 90, 90, 90]], { costs: free })
    // 99.009 · (90 − 101) = −1,089.099: what is left buys 8,910.901 / 90 = 99.0100…
    expect(told(outcome)).toEqual([
      ['enter', 99.009, 101],
      ['exit', -99.009, 90],
      ['enter', -99.01, 90],
    ])
    expect(new Set(outcome.executions.slice(1).map(({ at }) => at)).size).toBe(1)
  })

  // Two opinions of half the weight, of which one is forgotten after six bars.
  const two = (rebalance: number): Changes => ({
    sizing: { fraction: 1, leverage: 10, rebalance },
    costs: free,
    seeds: [20, 6].map(hold => ({ name: 'donchian-breakout', weight: 0.5, genes: { channel: 10, margin: 0, hold } })),
  })
  test('of a size worth trading is traded as the difference', () => {
    // 10,000 / 101 · 0.5 = 49.504950…; 99.009 − 49.504
    expect(told(trade([up, ...calmFor(10)], two(0.5)))).toEqual([
      ['enter', 99.009, 101],
      ['rebalance', -49.505, 101],
    ])
  })
  test('below the threshold is not traded', () => {
    expect(told(trade([up, ...calmFor(10)], two(0.51)))).toEqual([['enter', 99.009, 101]])
  })
})

describe('an order', () => {
  test('that is worth too little is not made', () => {
    const { executions, refused } = trade([up, ...calmFor(5)], { cash: 9.9 })
    expect(executions).toEqual([])
    expect(refused.size).toBe(0)
  })
  test('that has come to be worth too little by the open is refused, and made anew', () => {
    // 0.1 at 101 is 10.10, at 99.82 it is 9.98; 0.101 at 99.8 is 10.08.
    const lower: Row = [99.8, 100, 99.6, 99.8]
    const outcome = trade([up, lower, lower], { cash: 10.1 })
    expect(outcome.refused).toEqual(new Map([['below the minimum of 10 USD', 1]]))
    expect(told(outcome)).toEqual([['enter', 0.101, 99.82]])
  })
  test('that closes is filled however little it is worth', () => {
    const outcome = trade([up, calm, [5, 5, 5, 5]], { cash: 20, costs: free, exits: { stop: 0.5 } })
    expect(told(outcome)).toEqual([
      ['enter', 0.198, 101],
      ['stop', -0.198, 5],
    ])
  })
  test('that the margin does not carry is refused, as often as it is asked for', () => {
    const outcome = trade([up, ...calmFor(5)], { sizing: { fraction: 10.1, leverage: 10, rebalance: 0.1 } })
    expect(outcome.executions).toEqual([])
    expect(outcome.refused).toEqual(new Map([['not enough margin', 5]]))
  })
})

describe('two symbols in one wallet', () => {
  const half = { costs: free, sizing: { fraction: 0.5, leverage: 10, rebalance: 0.1 } }

  test('share it: what one loses the other does not have', () => {
    const fallen: Row = [81, 81, 81, 81]
    const waiting: readonly Row[] = [...quiet(3), up, calm]
    const outcome = tradeAll([[up, calm, fallen, fallen, fallen], waiting], half)
    // 5,000 / 101 = 49.504…, of which each lost 20; half of 9,009.92 buys 44.603 at 101.
    expect(outcome.executions.filter(({ symbol }) => symbol === 'SYN-A')[0].size).toBe(49.504)
    expect(outcome.executions.filter(({ symbol }) => symbol === 'SYN-B')).toMatchObject([{ size: 44.603, price: 101 }])
  })
  test('wait for their own next bar when it is missing, and pay nothing for the hour that is not there', () => {
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

  test('are liquidated together, and the wallet does not trade on', () => {
    // 891.089 each. 10,000 − 1,782.178 · (101 − p) = 2.5 % · 1,782.178 · p at p = 97.83475…, down to the tick
    const outcome = both([101, 101, 90, 95])
    expect(told(outcome).slice(2)).toEqual([
      ['liquidation', -891.089, 97.834],
      ['liquidation', -891.089, 97.834],
    ])
    expect(outcome.liquidations).toBe(1)
    // 10,000 − 1,782.178 · 3.166; the venue kept nothing.
    expect(outcome.equity[outcome.equity.length - 1]).toBeCloseTo(4_357.624452, 5)
    expect(outcome.paid.takeoverUsd).toBe(0)
    expect(outcome.executions).toHaveLength(4)
  })
  test('that open beyond two thirds of their margin lose the rest to the backstop', () => {
    // At 96: 10,000 − 8,910.89 = 1,089.11 against 2.5 % · 171,089.088 · 2/3 = 2,851.48
    const outcome = both([96, 96, 96, 96])
    expect(outcome.paid.takeoverUsd).toBeCloseTo(1_089.11, 6)
    expect(outcome.equity[outcome.equity.length - 1]).toBe(0)
  })
  test('that open below all they had leave a loss to the venue, and never a wallet below nothing', () => {
    // 10,000 − 1,782.178 · 16
    const outcome = both([85, 85, 85, 85])
    expect(outcome.paid.takeoverUsd).toBeCloseTo(-18_514.848, 6)
    expect(Math.min(...outcome.equity)).toBe(0)
  })
  test('are saved by their stops where these come before the end', () => {
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

test('a strategy whose bars are not there is refused by name', () => {
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

import { describe, expect, test } from 'vitest'
import { syntheticInstrument } from '../market/instruments.ts'
import { flat, type Holding } from './holding.ts'
import { plan, type SymbolSnapshot } from './plan.ts'
import { targetSize } from './sizing.ts'
import type { Exits, Sizing } from './strategy.ts'

/** Half the equity per symbol; a change below a quarter of the exposure is not worth trading. */
const sizing: Sizing = { fraction: 0.5, leverage: 3, rebalance: 0.25 }
const instrument = syntheticInstrument('SYN-A')
const snapshot = (
  wanted: number,
  holding: Partial<Holding> = {},
  changes: Partial<SymbolSnapshot> = {},
): SymbolSnapshot => ({
  ...{ symbol: 'SYN-A', wanted, close: 100, instrument },
  holding: { ...flat, ...holding },
  ...changes,
})
const at10k = (one: SymbolSnapshot, exits: Exits = {}) => plan([one], 10_000, { sizing, exits })
const long50 = { size: 50, entryPrice: 100, acted: 1, bars: 5, extreme: 100 }

describe('a position', () => {
  test('is the fraction of the equity, times the exposure, toward zero to the lot', () => {
    // 0.5 · 10,000 / 333 = 15.015015…
    expect(targetSize(1, 10_000, 333, sizing, instrument)).toBe(15.015)
    expect(targetSize(-1, 10_000, 333, sizing, instrument)).toBe(-15.015)
    expect(targetSize(0.5, 10_000, 333, sizing, instrument)).toBe(7.507)
  })
  test.each([0, -5, Number.NaN])('of an account worth %d is none', equity => {
    expect(targetSize(1, equity, 100, sizing, instrument)).toBe(0)
  })
})

describe('who is flat', () => {
  test('enters as far as the seeds want', () => {
    expect(at10k(snapshot(-0.5))).toEqual([
      { symbol: 'SYN-A', size: -25, reduceOnly: false, reason: 'enter', exposure: -0.5 },
    ])
  })
  test('does not enter what is worth less than the smallest order', () => {
    // 0.5 · 19.98 = 9.99 and 0.5 · 20 = 10
    expect(plan([snapshot(1)], 19.98, { sizing, exits: {} })).toEqual([])
    expect(plan([snapshot(1)], 20, { sizing, exits: {} })).toMatchObject([{ size: 0.1 }])
  })
  test('stays out of a barred direction, and enters the other one', () => {
    expect(at10k(snapshot(1, { barred: 1 }))).toEqual([])
    expect(at10k(snapshot(-1, { barred: 1 }))).toMatchObject([{ size: -50, reason: 'enter' }])
  })
  test('orders nothing when nothing is wanted', () => {
    expect(at10k(snapshot(0))).toEqual([])
  })
})

describe('who holds', () => {
  test('leaves a position alone while the exposure is the same, whatever equity and price have done', () => {
    expect(at10k(snapshot(1, { ...long50, size: 30 }))).toEqual([])
  })
  test('leaves it alone when the change is below the threshold, and trades one of just that', () => {
    expect(at10k(snapshot(0.76, long50))).toEqual([])
    expect(at10k(snapshot(0.75, long50))).toEqual([
      { symbol: 'SYN-A', size: -12.5, reduceOnly: true, reason: 'rebalance', exposure: 0.75 },
    ])
    expect(at10k(snapshot(1, { ...long50, size: 20, acted: 0.4 }))).toEqual([
      { symbol: 'SYN-A', size: 30, reduceOnly: false, reason: 'rebalance', exposure: 1 },
    ])
  })
  test('does not trade a change that is worth less than the smallest order', () => {
    expect(at10k(snapshot(0.5, { ...long50, size: 24.95 }))).toEqual([])
    expect(at10k(snapshot(0.5, { ...long50, size: 24.9 }))).toMatchObject([{ size: 0.1 }])
  })
  test('leaves when the seeds want nothing', () => {
    expect(at10k(snapshot(0, long50))).toEqual([
      { symbol: 'SYN-A', size: -50, reduceOnly: true, reason: 'exit', exposure: 0 },
    ])
  })
  test('leaves whole when what is still wanted is less than a lot', () => {
    expect(at10k(snapshot(0.000001, long50))).toEqual([
      { symbol: 'SYN-A', size: -50, reduceOnly: true, reason: 'rebalance', exposure: 0.000001 },
    ])
  })
  test('turns with two orders, the closing one first', () => {
    expect(at10k(snapshot(-1, long50))).toEqual([
      { symbol: 'SYN-A', size: -50, reduceOnly: true, reason: 'exit', exposure: -1 },
      { symbol: 'SYN-A', size: -50, reduceOnly: false, reason: 'enter', exposure: -1 },
    ])
  })
  test('leaves when its time is over, and neither a bar sooner nor into another position', () => {
    expect(at10k(snapshot(1, long50), { time: 6 })).toEqual([])
    for (const wanted of [1, 0, -1]) {
      expect(at10k(snapshot(wanted, long50), { time: 5 })).toEqual([
        { symbol: 'SYN-A', size: -50, reduceOnly: true, reason: 'time', exposure: 0 },
      ])
    }
  })
})

test('orders that free margin go before those that take it, each in the order of the universe', () => {
  const snapshots = [
    snapshot(-1, long50, { symbol: 'A' }),
    snapshot(1, {}, { symbol: 'B' }),
    snapshot(0, long50, { symbol: 'C' }),
    snapshot(1, {}, { symbol: 'D' }),
  ]
  expect(plan(snapshots, 10_000, { sizing, exits: {} }).map(({ symbol, reason }) => `${symbol} ${reason}`)).toEqual([
    'A exit',
    'C exit',
    'A enter',
    'B enter',
    'D enter',
  ])
})

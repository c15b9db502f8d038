import { describe, expect, test } from 'vitest'
import type { Row } from '../testing/crafted.ts'
import { calm, calmFor, fillsOf, first, free, inside, opens, trade, up } from '../testing/trade.ts'

describe('an exit', () => {
  const exits = { stop: 0.03 }

  test('by the stop is filled inside the bar, at the stop and slipped from there', () => {
    // 101.03 · 0.97 = 97.9991, down to 97.999; · 0.9998 = 97.9794…
    const outcome = trade([up, calm, [101, 101, 97, 98]], { exits })
    expect(fillsOf(outcome)[1]).toEqual(['stop', -99.009, 97.979])
    expect(outcome.executions[1]).toMatchObject({ at: inside(first + 1), reference: 97.999 })
  })
  test('by a stop that the market gaps through is filled at the open', () => {
    // 95 · 0.9998 = 94.981
    const outcome = trade([up, calm, [95, 96, 94, 95]], { exits })
    expect(fillsOf(outcome)[1]).toEqual(['stop', -99.009, 94.981])
    expect(outcome.executions[1].reference).toBe(95)
  })
  test('by the stop may happen in the bar of the entry', () => {
    expect(fillsOf(trade([up, [101, 101, 97, 98]], { exits })).map(([reason]) => reason)).toEqual(['enter', 'stop'])
  })
  test('by the target needs a price beyond it, and then pays the maker fee and no slippage', () => {
    // 101.03 · 1.03 = 104.0609, up to 104.07
    const target = { exits: { target: 0.03 } }
    expect(fillsOf(trade([up, calm, [101, 104.07, 101, 101]], target))).toHaveLength(1)
    const outcome = trade([up, calm, [101, 104.08, 101, 101]], target)
    expect(fillsOf(outcome)[1]).toEqual(['target', -99.009, 104.07])
    // 99.009 · 104.07 · 0.00015
    expect(outcome.executions[1].fee).toBeCloseTo(1.5455799945, 9)
    expect(outcome.executions[1].reference).toBe(104.07)
  })
  test('by a target that the market gaps through is filled at the target and no better', () => {
    expect(fillsOf(trade([up, calm, [106, 107, 105, 106]], { exits: { target: 0.03 } }))[1]).toEqual([
      'target',
      -99.009,
      104.07,
    ])
  })
  test('is the stop if both stop and target are inside one bar', () => {
    const both = { exits: { stop: 0.03, target: 0.03 } }
    expect(fillsOf(trade([up, calm, [101, 110, 97, 101]], both))[1][0]).toBe('stop')
  })
  test('by the trailing stop uses the best price of closed bars only', () => {
    const trailing = { exits: { trailing: 0.05 } }
    // 101.5 · 0.95 = 96.425: a bar that rises to 120 and falls to 96.5 leaves it where it was …
    const spike: Row = [101, 120, 96.5, 101]
    expect(fillsOf(trade([up, calm, spike], trailing))).toHaveLength(1)
    // … and after its close it is 120 · 0.95 = 114, which the next open is below: out at 101 · 0.9998 = 100.9798.
    expect(fillsOf(trade([up, calm, spike, calm], trailing))[1]).toEqual(['trailing', -99.009, 100.97])
  })
  test('by time is at the open after the given number of closes', () => {
    const outcome = trade([up, ...calmFor(10)], { exits: { time: 3 } })
    expect(outcome.executions[1]).toMatchObject({ reason: 'time', at: opens(first + 3), size: -99.009 })
  })
  test.each([
    ['stop', { stop: 0.03 }, [101, 101, 97, 101]],
    ['target', { target: 0.03 }, [101, 105, 101, 101]],
    ['time', { time: 1 }, calm],
  ] as const)('by %s blocks the direction until the target exposure changes', (reason, exits, bar) => {
    // Long is still the target for 16 more bars; then a breakdown, and a breakout again.
    const rest: readonly Row[] = [calm, bar, ...calmFor(6), [90, 90, 90, 90], ...calmFor(3), [125, 125, 125, 125], calm]
    const reasons = fillsOf(trade([up, ...rest], { exits, costs: free })).map(([reason, size]) => [
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

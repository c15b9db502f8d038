import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import type { Bars } from '../market/bars.ts'
import { minute } from '../market/units.ts'
import { breakout, breakoutWarmup, craftedBars, quiet, type Row } from '../testing/crafted.ts'
import { targetExposure, warmupOf } from './exposure.ts'
import type { Strategy } from './strategy.ts'

const up: Row = [100, 102, 100, 102]
const genes = { channel: 10, margin: 0, hold: 20 }
const named = (name: string, weight: number, changes: Partial<typeof genes> = {}) => ({
  ...{ name, weight, genes: { ...genes, ...changes } },
})
const wanting = (changes: Partial<Strategy>, bars: Bars) =>
  targetExposure(breakout(changes), bars, [bars], plain).exposure
const wanted = (rows: readonly Row[], ...seeds: readonly ReturnType<typeof named>[]) =>
  wanting({ seeds }, craftedBars(rows))

describe('the exposure of a strategy', () => {
  test('is nothing before its slowest seed is warm, whatever the others see', () => {
    const rows = [...quiet(25), up, ...quiet(30)]
    const quick = wanted(rows, named('donchian-breakout', 0.5, { hold: 6 }))
    const both = wanted(rows, named('donchian-breakout', 0.5, { hold: 6 }), named('donchian-breakout', 0.5))
    expect(quick.subarray(25, 31)).toEqual(new Float64Array(6).fill(0.5))
    expect(warmupOf(breakout())).toBe(breakoutWarmup)
    expect(both.subarray(0, breakoutWarmup)).toEqual(new Float64Array(breakoutWarmup))
  })
  test('adds up what its seeds want, by their weights; a negative weight follows the opposite', () => {
    const rows = [...quiet(breakoutWarmup), up, ...quiet(10)]
    const mixed = wanted(rows, named('donchian-breakout', 0.7), named('donchian-breakout', -0.2, { hold: 6 }))
    expect(mixed[breakoutWarmup]).toBeCloseTo(0.5, 12)
    expect(mixed[breakoutWarmup + 6]).toBeCloseTo(0.7, 12)
  })
  test('is not taken from bars of another interval', () => {
    const bars = craftedBars(quiet(40), { interval: 15 * minute })
    expect(() => wanting({}, bars)).toThrow('SYN-A: bars of 15m where the strategy expects 1h')
  })
  test('is refused for an unregistered seed', () => {
    expect(() => wanted(quiet(40), named('tea-leaves', 1))).toThrow('no seed is named tea-leaves')
  })
})

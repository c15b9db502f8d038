import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { smaTrend } from './sma-trend.ts'
import { earnings } from './testing/earnings.ts'
import { reverting, trending } from './testing/markets.ts'
import { levels, priceBars } from './testing/price-bars.ts'

test('following long averages earns where prices run for long, and loses where they come back', () => {
  expect(earnings(smaTrend, trending(1, 1_000))).toBeGreaterThan(0.001)
  expect(earnings(smaTrend, reverting(1))).toBeLessThan(-0.0001)
})

const genes = { fast: 30, gap: 100, strength: 20, sensitivity: 0, momentum: 0 }
const last = (closes: readonly number[], changes: Partial<typeof genes> = {}) =>
  smaTrend.exposure(priceBars(closes), { ...genes, ...changes }, plain)[closes.length - 1]
const rising = Array.from({ length: 200 }, (_, i) => 100 * 1.002 ** i)

test('a clear trend that the price has kept to is held in full, whatever the genes ask for', () => {
  for (const sensitivity of [0, 1]) {
    for (const momentum of [0, 1]) {
      expect(last(rising, { sensitivity, momentum })).toBe(1)
      expect(last(rising.toReversed(), { sensitivity, momentum })).toBe(-1)
    }
  }
})

test('half the full lead is held in half', () => {
  // The slow mean of 130 bars holds 100 of 100 and 30 of the new price: the fast one leads by 100/130 of the rise.
  const rise = (0.01 * 130) / 100
  expect(last(levels([100, 200], [100 * (1 + rise), 30]))).toBe(0.5)
})

describe('a trend whose price has fallen below its fast average', () => {
  const turned = [...rising, ...levels([rising[170], 20])]
  test('is still held by averages alone', () => expect(last(turned)).toBe(1))
  test('is left by a sensitive genome', () => expect(last(turned, { sensitivity: 1 })).toBe(0))
  test('is left by a genome that wants momentum', () => expect(last(turned, { momentum: 1 })).toBe(0))
  test('is never turned around by them', () => {
    for (const weight of [0.3, 0.7]) expect(last(turned, { sensitivity: weight, momentum: weight })).toBeGreaterThan(0)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column } from '../market/bars.ts'
import { gaussian, integer, random } from '../random.ts'
import { plain } from './memo.ts'
import { expectClose } from './reference/close.ts'

const mean = (window: readonly number[]) => window.reduce((sum, value) => sum + value, 0) / window.length
const products = (x: readonly number[], y: readonly number[]) => {
  const [meanX, meanY] = [mean(x), mean(y)]
  return x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0)
}

describe('over a million prices near 100 000 nothing drifts', () => {
  const next = random(5)
  const price = new Float64Array(1_000_000)
  const other = new Float64Array(1_000_000)
  // A tick of noise on a price that wanders slowly: deviations a hundred-thousandth of the price, the hard case.
  for (let i = 0, drift = 100_000; i < price.length; i++) {
    drift += 0.1 * gaussian(next)
    price[i] = drift + gaussian(next)
    other[i] = 50_000 + 0.5 * (price[i] - 100_000) + gaussian(next)
  }
  const rows = [...Array.from({ length: 2_000 }, () => integer(next, 500, 999_999)), 999_999]

  const cases: readonly [string, number, Column, (x: number[], y: number[]) => number][] = [
    ['sma', 20, plain.sma(price, 20), mean],
    ['sma', 500, plain.sma(price, 500), mean],
    ['wma', 50, plain.wma(price, 50), x => x.reduce((sum, value, i) => sum + value * (i + 1), 0) / 1_275],
    ['rollingStd', 20, plain.rollingStd(price, 20), x => Math.sqrt(products(x, x) / 19)],
    ['rollingStd', 500, plain.rollingStd(price, 500), x => Math.sqrt(products(x, x) / 499)],
    [
      'rollingCorrelation',
      100,
      plain.rollingCorrelation(price, other, 100),
      (x, y) => products(x, y) / Math.sqrt(products(x, x) * products(y, y)),
    ],
  ]
  test.each(cases)('%s over %i rows is what each window alone gives', (_, period, column, naive) => {
    const windowOf = (x: Float64Array, row: number) => Array.from(x.subarray(row + 1 - period, row + 1))
    const expected = rows.map(row => naive(windowOf(price, row), windowOf(other, row)))
    expectClose(
      Float64Array.from(rows, row => column[row]),
      expected,
    )
  })
})

describe('on any values at all', () => {
  const column = fc
    .array(fc.oneof(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.integer({ min: -3, max: 3 })), {
      maxLength: 60,
    })

    // Adding 0 turns −0 into 0: which of two equal values is found does not matter.
    .map(values => Float64Array.from(values, value => value + 0))
  const period = fc.integer({ min: 2, max: 20 })

  const windows = (x: Float64Array, length: number) =>
    Array.from(x, (_, i) => (i < length - 1 ? undefined : Array.from(x.subarray(i + 1 - length, i + 1))))

  test('minimum, maximum, median and rank are those of the sorted window', () =>
    fc.assert(
      fc.property(column, period, (x, length) => {
        const [least, most] = [plain.rollingMin(x, length), plain.rollingMax(x, length)]
        const [median, rank] = [plain.rollingQuantile(x, length, 0.5), plain.rollingRank(x, length)]
        for (const [i, window] of windows(x, length).entries()) {
          if (!window) {
            expect([least[i], most[i], median[i], rank[i]]).toEqual(Array(4).fill(Number.NaN))
            continue
          }
          const sorted = [...window].sort((a, b) => a - b)
          expect([least[i] - sorted[0], most[i] - sorted[length - 1]]).toEqual([0, 0])
          const [a, b] = [sorted[Math.floor((length - 1) / 2)], sorted[Math.ceil((length - 1) / 2)]]
          expect(median[i]).toBe(a + 0.5 * (b - a))
          const smaller = window.filter(value => value < x[i]).length
          const equal = window.filter(value => value === x[i]).length
          expect(rank[i]).toBe((smaller + equal / 2) / length)
        }
      }),
    ))

  test('deviation is never negative and correlation never leaves ±1', () =>
    fc.assert(
      fc.property(column, period, (x, length) => {
        const y = x.map((value, i) => value * 3 + (i % 2) * 1e-6)
        const std = plain.rollingStd(x, length)
        for (let i = length - 1; i < x.length; i++) expect(std[i]).toBeGreaterThanOrEqual(0)
        for (const r of plain.rollingCorrelation(x, y, length))
          if (!Number.isNaN(r)) expect(Math.abs(r)).toBeLessThanOrEqual(1)
      }),
    ))

  test('strength stays within 0 and 100', () =>
    fc.assert(
      fc.property(column, period, (x, length) => {
        for (const rsi of [plain.rsiWilder(x, length), plain.rsiCutler(x, length)]) {
          for (let i = length; i < x.length; i++) {
            expect(rsi[i]).toBeGreaterThanOrEqual(0)
            expect(rsi[i]).toBeLessThanOrEqual(100)
          }
        }
      }),
    ))
})

import { expect } from 'vitest'
import type { Column } from '../../market/bars.ts'

/**
 * Asserts that `found` equals `expected` within a relative tolerance of 1e-9 from row `from` on. A value close to zero
 * (an RSI without losses, a MACD that crosses zero) is compared with a thousandth of the column's largest value
 * instead.
 */
export function expectClose(found: Column, expected: ArrayLike<number>, from = 0): void {
  expect(found).toHaveLength(expected.length)
  let largest = 0
  for (let i = from; i < expected.length; i++) largest = Math.max(largest, Math.abs(expected[i]) || 0)
  for (let i = from; i < expected.length; i++) {
    if (Number.isNaN(expected[i]) && Number.isNaN(found[i])) continue
    const allowed = 1e-9 * Math.max(Math.abs(expected[i]), 1e-3 * largest)
    if (!(Math.abs(found[i] - expected[i]) <= allowed)) {
      expect.fail(`row ${i}: found ${found[i]}, expected ${expected[i]} ± ${allowed}`)
    }
  }
}

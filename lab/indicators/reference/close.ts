import { expect } from 'vitest'
import type { Column } from '../../market/bars.ts'

/**
 * Fails unless `found` is `expected` to 1e-9 from row `from` on: of each value, or where a value is nearly nothing against
 * the rest of its column (an RSI without losses, a MACD that crosses zero) of the column's largest, a thousandth thereof.
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

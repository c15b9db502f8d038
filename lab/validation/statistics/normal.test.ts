import { describe, expect, test } from 'vitest'
import { normalCdf, normalQuantile } from './normal.ts'

describe('the normal distribution', () => {
  // Wolfram: CDF[NormalDistribution[], z] to 16 digits.
  test.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [1.6448536269514722, 0.95],
    [-3, 0.001349898031630095],
    [-6, 9.865876450376981e-10],
    [-9, 1.12858840595384e-19],
  ])('has probability below %d of %d', (z, p) => expect(normalCdf(z) / p).toBeCloseTo(1, 12))

  test('has an inverse exact to the last digits', () => {
    for (let p = 1e-9; p < 1; p = p < 0.1 ? p * 3 : p + 0.017)
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-12)
  })

  test('has no quantile outside (0, 1)', () => {
    for (const p of [0, 1, -0.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError)
  })
})

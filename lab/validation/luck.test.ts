import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedFile } from '../testing/shared.ts'
import { deflatedSharpe, expectedMaximum, probabilisticSharpe } from './luck.ts'
import { shape } from './moments.ts'
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

  test('is inverted to the last digits', () => {
    for (let p = 1e-9; p < 1; p = p < 0.1 ? p * 3 : p + 0.017)
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-12)
  })

  test('has no quantile outside the probabilities', () => {
    for (const p of [0, 1, -0.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError)
  })
})

describe('published values', () => {
  // Bailey and López de Prado 2012, p. 13: annual Sharpe 1.585 of 24 months, skew −2.448, kurtosis 10.164.
  test('the fund of 2012 is skilled with probability 0.913, and 0.982 were its returns normal', () => {
    const monthly = 1.585 / Math.sqrt(12)
    expect(probabilisticSharpe(monthly, 24, { skew: -2.448, rawKurtosis: 10.164 })).toBeCloseTo(0.9132, 4)
    expect(probabilisticSharpe(monthly, 24, { skew: 0, rawKurtosis: 3 })).toBeCloseTo(0.9816, 4)
  })

  // Bailey and López de Prado 2014, section "A numerical example".
  test('the strategy of 2014 survives deflation with probability 0.9004', () => {
    const found = deflatedSharpe(2.5 / Math.sqrt(250), 1250, { skew: -3, rawKurtosis: 10 }, 100, 0.5 / 250)
    expect(found).toBeCloseTo(0.9004, 4)
  })

  // pypbo, tests/test_perf.py: expected maximum of 100.
  test('the best of a hundred lucky tries reaches 2.5306 deviations', () =>
    expect(expectedMaximum(100)).toBeCloseTo(2.530602893, 8))
})

const vectors = sharedFile('vectors/statistics.json')
describe.skipIf(!vectors)('the reference vectors', () => {
  const reference = vectors ? JSON.parse(readFileSync(vectors, 'utf8')) : {}
  test('expected maxima agree', () => {
    for (const [n, value] of Object.entries<number>(reference.emax))
      expect(expectedMaximum(Number(n))).toBeCloseTo(value, 10)
  })
  test('probabilistic Sharpe ratios agree', () => {
    for (const { sr, T, skew, kurtRaw, bench, out } of reference.psr_classic) {
      expect(probabilisticSharpe(sr, T, { skew, rawKurtosis: kurtRaw }, bench)).toBeCloseTo(out, 10)
    }
  })
  test('deflated Sharpe ratios agree', () => {
    for (const { sr, varSr, N, T, skew, kurtRaw, out } of reference.dsr) {
      expect(deflatedSharpe(sr, T, { skew, rawKurtosis: kurtRaw }, N, varSr)).toBeCloseTo(out, 10)
    }
  })
  test('moments agree', () => {
    const { x, skewPop, kurtRawPop } = reference.moments
    expect(shape(Float64Array.from(x))?.skew).toBeCloseTo(skewPop, 12)
    expect(shape(Float64Array.from(x))?.rawKurtosis).toBeCloseTo(kurtRawPop, 12)
  })
})

test('returns that do not vary have no shape', () => expect(shape(new Float64Array(10).fill(0.01))).toBeUndefined())

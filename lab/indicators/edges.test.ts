import { describe, expect, test } from 'vitest'
import { plain } from './memo.ts'

describe('a market that stands still', () => {
  const flat = new Float64Array(50).fill(0.1)
  test('has its price as its average, to the last bit', () => {
    for (const average of [plain.sma, plain.ema, plain.wma, plain.wilder, plain.kernelEpanechnikov]) {
      expect(average(flat, 7).subarray(6)).toEqual(flat.subarray(6))
    }
  })
  test('deviates by exactly nothing, however wild it was before', () => {
    const calmed = Float64Array.from([1e9, 3, 1e-9, 7e4, ...flat])
    expect(plain.rollingStd(calmed, 7).subarray(10)).toEqual(new Float64Array(44))
  })
  test('deviates by exactly nothing from what its trades cost', () => {
    const volume = flat.map((_, i) => i % 3)
    expect(plain.vwapDeviation(flat, flat, flat, volume, 7).subarray(6)).toEqual(new Float64Array(44))
  })
  test('has no correlation, a strength of 50, a place of 50 and a rank of one half', () => {
    const moving = flat.map((_, i) => i % 3)
    expect(plain.rollingCorrelation(flat, moving, 7)[49]).toBeNaN()
    expect(plain.rsiWilder(flat, 7)[49]).toBe(50)
    expect(plain.rsiCutler(flat, 7)[49]).toBe(50)
    expect(plain.stochastic(flat, flat, flat, 7, 1, 1).d[49]).toBe(50)
    expect(plain.rollingRank(flat, 7)[49]).toBe(0.5)
  })
})

test('an average price needs somebody to have traded', () => {
  const price = Float64Array.from([10, 11, 12, 13, 14])
  const volume = Float64Array.from([1, 0, 0, 0, 5])
  expect(plain.vwap(price, price, price, volume, 2)).toEqual(
    Float64Array.from([Number.NaN, 10, Number.NaN, Number.NaN, 14]),
  )
  expect(plain.vwapDeviation(price, price, price, volume, 2)).toEqual(
    Float64Array.from([Number.NaN, 0, Number.NaN, Number.NaN, 0]),
  )
})

test('returns from or to nothing do not exist', () => {
  const x = Float64Array.from([0, 1, 0, -1, 2])
  expect(plain.simpleReturns(x, 1)).toEqual(Float64Array.from([Number.NaN, Number.NaN, -1, Number.NaN, Number.NaN]))
  expect(plain.logReturns(x, 1)).toEqual(new Float64Array(5).fill(Number.NaN))
})

test('the warm-ups of an indicator of an indicator add up', () => {
  const x = Float64Array.from({ length: 40 }, (_, i) => 100 + (i % 7))
  const twice = plain.ema(plain.sma(x, 5), 4)
  expect(Array.from(twice).findIndex(Number.isFinite)).toBe(4 + 3)
  expect(twice.subarray(4)).toEqual(plain.ema(plain.sma(x, 5).subarray(4), 4))
})

test.each([0, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY])('a period of %d is refused by name and value', period => {
  expect(() => plain.sma(new Float64Array(3), period)).toThrow(
    new RangeError(`sma: period is ${period}, expected a whole number of bars ≥ 1`),
  )
})

test('a MACD whose fast average is not the faster is refused', () => {
  expect(() => plain.macd(new Float64Array(3), 26, 12, 9)).toThrow(
    new RangeError('macd: slow is 12, expected a whole number of bars ≥ 27'),
  )
})

test('columns of unequal length are refused by name', () => {
  const [three, four] = [new Float64Array(3), new Float64Array(4)]
  expect(() => plain.atr(three, three, four, 2)).toThrow(new RangeError('atr: close has 4 rows, expected 3 like high'))
  for (const mixed of [
    () => plain.trueRange(three, four, three),
    () => plain.donchian(three, four, 2),
    () => plain.stochastic(three, three, four, 2, 1, 1),
    () => plain.vwap(three, three, three, four, 2),
    () => plain.vwapDeviation(three, three, three, four, 2),
    () => plain.rollingCorrelation(three, four, 2),
  ]) {
    expect(mixed).toThrow(/has 4 rows, expected 3 like/)
  }
})

import { describe, expect, test } from 'vitest'
import { rollingCorrelation } from '../../indicators/rolling-correlation.ts'
import { gaussian, stream } from '../../random.ts'
import { correlation, correlationsOf } from './correlation.ts'

const column = (name: string, rows = 60) => {
  const next = stream(1, name)
  return Float64Array.from({ length: rows }, () => 0.03 * gaussian(next))
}
const [x, y] = [column('x'), column('y')]
const holed = (of: Float64Array, rows: number) => of.map((value, i) => (i < rows ? Number.NaN : value))

describe('correlation', () => {
  test('is that of the indicator over the same rows', () => {
    expect(correlation(x, y)).toBeCloseTo(rollingCorrelation(x, y, 60)[59], 12)
    expect(correlation(x, x)).toBe(1)
    expect(
      correlation(
        x,
        x.map(value => -value),
      ),
    ).toBe(-1)
  })
  test('uses the days that both have, and needs 30 of them', () => {
    const tail = correlation(x.subarray(30), y.subarray(30))
    expect(correlation(holed(x, 30), y)).toBe(tail)
    expect(correlation(x, holed(y, 30))).toBe(tail)
    expect(correlation(holed(x, 31), y)).toBeNull()
  })
  test('of a constant price is unknown', () => {
    expect(correlation(x, new Float64Array(60))).toBeNull()
    expect(correlation(x, new Float64Array(60).fill(0.1))).toBeNull()
  })
  test('with an unknown asset is unknown', () => {
    expect(correlationsOf(new Map([['X', x]]))('X', 'Y')).toBeNull()
  })
})

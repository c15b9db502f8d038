import { describe, expect, test } from 'vitest'
import { craftedBars, newYear, quiet } from '../testing/crafted.ts'
import { type Bars, between, makeBars, rowAt, slice } from './bars.ts'
import { hour } from './units.ts'

const bars = craftedBars(quiet(10), { funding: 0.001, missing: [4] })
const changed = (name: keyof Bars, row: number, value: number): Bars => {
  const column = Float64Array.from(bars[name] as Float64Array)
  column[row] = value
  return { ...bars, [name]: column }
}

describe('bars are refused at the door, by symbol and row', () => {
  test.each([
    ['a time that comes twice', changed('openTime', 3, newYear + 2 * hour), /row 3 opens at .* which is not after/],
    ['a time that runs back', changed('openTime', 3, newYear), /row 3 opens at/],
    ['a time that is none', changed('openTime', 3, Number.NaN), /row 3 opens at NaN/],
    [
      'a high below the close',
      changed('high', 5, 99.9),
      /row 5: open 100, high 99.9, low 99.5, close 100 is no candle/,
    ],
    ['a low above the open', changed('low', 5, 100.1), /row 5: .* is no candle/],
    ['a price of nothing', changed('low', 0, 0), /row 0: .* is no candle/],
    ['a price that is not known', changed('close', 2, Number.NaN), /row 2: .* is no candle/],
    ['a price without end', changed('high', 2, Number.POSITIVE_INFINITY), /row 2: .* is no candle/],
    ['a negative volume', changed('volume', 7, -1), /row 7: volume -1, expected ≥ 0/],
    ['a volume that is not known', changed('volume', 7, Number.NaN), /row 7: volume NaN/],
    ['a short column', { ...bars, close: bars.close.subarray(1) }, /close has 8 rows, expected 9/],
    ['a short funding', { ...bars, funding: bars.close.subarray(1) }, /funding has 8 rows, expected 9/],
  ])('for %s', (_, broken, message) => {
    expect(() => makeBars(broken)).toThrow(message)
    expect(() => makeBars(broken)).toThrow(RangeError)
    expect(() => makeBars(broken)).toThrow(/^SYN-A/)
  })
  test('but not for a funding that is unknown, nor for a bar that is missing', () => {
    expect(makeBars(changed('funding' as keyof Bars, 3, Number.NaN)).funding?.[3]).toBeNaN()
    expect(bars.openTime[4] - bars.openTime[3]).toBe(2 * hour)
  })
})

test('a part of the bars shares their memory', () => {
  const part = slice(bars, 2, 5)
  expect(part.close.length).toBe(3)
  expect((part.close as Float64Array).buffer).toBe((bars.close as Float64Array).buffer)
  expect(part.funding?.length).toBe(3)
})

test('rows are found by time, at a gap the one after it', () => {
  expect([-1, 0, 1, 3, 4, 5, 9, 10].map(hours => rowAt(bars, newYear + hours * hour))).toEqual([0, 0, 1, 3, 4, 4, 8, 9])
  expect([...between(bars, newYear + 3 * hour, newYear + 6 * hour).openTime]).toEqual([
    newYear + 3 * hour,
    newYear + 5 * hour,
  ])
})

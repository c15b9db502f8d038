import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { craftedBars, newYear, quiet } from '../testing/crafted.ts'
import {
  type Bars,
  between,
  isKnown,
  makeBars,
  mapColumns,
  optionalColumns,
  requiredColumns,
  rowAt,
  slice,
} from './bars.ts'
import { anyBars, columnsOf } from './testing/columns.ts'
import { hour } from './units.ts'

const bars = craftedBars(quiet(10), { funding: 0.001, missing: [4] })
const filled = (value: number) => new Float64Array(bars.close.length).fill(value)
const changed = (name: keyof Bars, row: number, value: number): Bars => {
  const column = Float64Array.from(bars[name] as Float64Array)
  column[row] = value
  return { ...bars, [name]: column }
}

describe('bars are refused at the door, by symbol and row', () => {
  test.each<[string, Bars, RegExp]>([
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
    ...optionalColumns.map((name): [string, Bars, RegExp] => [
      `a short ${name}`,
      { ...bars, [name]: bars.close.subarray(1) },
      RegExp(`${name} has 8 rows, expected 9`),
    ]),
    [
      'a funding without end',
      { ...bars, funding: filled(Number.NaN).with(3, Number.POSITIVE_INFINITY) },
      /row 3: funding Infinity, expected a finite rate, or NaN where unknown/,
    ],
    [
      'a mean price above the high',
      { ...bars, vwap: filled(100).with(6, 100.6) },
      /row 6: vwap 100.6, expected a price between low and high/,
    ],
    ['a mean price below the low', { ...bars, vwap: filled(100).with(6, 99.4) }, /row 6: vwap 99.4/],
    [
      'a mood beyond the scale',
      { ...bars, sentiment: filled(50).with(0, 100.5) },
      /row 0: sentiment 100.5, expected 0 to 100, or NaN where unknown/,
    ],
    ['a mood below it', { ...bars, sentiment: filled(50).with(0, -1) }, /row 0: sentiment -1/],
  ])('for %s', (_, broken, message) => {
    expect(() => makeBars(broken)).toThrow(message)
    expect(() => makeBars(broken)).toThrow(RangeError)
    expect(() => makeBars(broken)).toThrow(/^SYN-A/)
  })
  test('but not for what is unknown besides the candle, nor for a bar that is missing', () => {
    for (const name of optionalColumns) expect(makeBars({ ...bars, [name]: filled(Number.NaN) })[name]?.[3]).toBeNaN()
    expect(bars.openTime[4] - bars.openTime[3]).toBe(2 * hour)
  })
  test('nor for a mean price that lies outside only because the venue rounded its prices', () => {
    for (const vwap of [100.5 * 1.00009, 99.5 * 0.99991])
      expect(makeBars({ ...bars, vwap: filled(vwap) }).vwap?.[0]).toBe(vwap)
  })
})

test('a part of the bars shares their memory', () => {
  const part = slice(bars, 2, 5)
  expect(part.close.length).toBe(3)
  expect((part.close as Float64Array).buffer).toBe((bars.close as Float64Array).buffer)
  expect(part.funding?.length).toBe(3)
})

test('a part of any bars has their columns, each from the same row on, and no others', () => {
  fc.assert(
    fc.property(anyBars, fc.nat(300), fc.nat(300), (whole, a, b) => {
      const from = Math.min(a, b, whole.close.length)
      const to = Math.min(Math.max(a, b), whole.close.length)
      const part = slice(whole, from, to)
      expect(Object.keys(part)).toEqual(Object.keys(whole))
      for (const name of [...requiredColumns, ...columnsOf(whole)]) {
        const [cut, column] = [part[name] as Float64Array, whole[name] as Float64Array]
        expect(cut.length).toBe(to - from)
        expect(cut.buffer).toBe(column.buffer)
        for (let i = 0; i < cut.length; i++) if (!Object.is(cut[i], column[from + i])) expect.fail(`${name}, row ${i}`)
      }
      const { openTime } = whole
      if (to < openTime.length) expect(between(whole, openTime[from], openTime[to])).toEqual(part)
    }),
  )
})

test('what is done to every column is done to each that there is, once, and to nothing else', () => {
  fc.assert(
    fc.property(anyBars, whole => {
      const seen: string[] = []
      const doubled = mapColumns(whole, (column, name) => {
        seen.push(name)
        return Float64Array.from(column, value => 2 * value)
      })
      expect(seen).toEqual([...requiredColumns, ...columnsOf(whole)])
      for (const [key, value] of Object.entries(whole)) {
        const made = doubled[key as keyof Bars]
        if (!seen.includes(key)) expect(made).toBe(value)
        else
          expect(
            Buffer.from((made as Float64Array).map(x => x / 2).buffer).equals(Buffer.from(value.slice().buffer)),
          ).toBe(true)
      }
    }),
  )
})

test('a column is known when one of its values is', () => {
  expect([undefined, filled(Number.NaN), filled(Number.NaN).with(8, 0), new Float64Array(0)].map(isKnown)).toEqual([
    false,
    false,
    true,
    false,
  ])
})

test('rows are found by time, at a gap the one after it', () => {
  expect([-1, 0, 1, 3, 4, 5, 9, 10].map(hours => rowAt(bars, newYear + hours * hour))).toEqual([0, 0, 1, 3, 4, 4, 8, 9])
  expect([...between(bars, newYear + 3 * hour, newYear + 6 * hour).openTime]).toEqual([
    newYear + 3 * hour,
    newYear + 5 * hour,
  ])
})

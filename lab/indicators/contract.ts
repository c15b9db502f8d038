import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bars, type Column, slice } from '../market/bars.ts'
import { createMemo, memoised, plain } from './memo.ts'
import type { Indicator } from './testing/family.ts'

type Outputs = Readonly<Record<string, Column>>
const prices = ['open', 'high', 'low', 'close'] as const
const columns = [...prices, 'volume'] as const

/** Property tests that every indicator must pass. The bars must have no flat run and always some volume. */
export function indicatorContract(member: Indicator, bars: Bars): void {
  const n = bars.close.length
  const anyRow = fc.integer({ min: 0, max: n - 1 })
  const anySetting = fc.constantFrom(...member.settings)
  const compute = (on: Bars, setting: readonly number[]): Outputs => member.compute(plain, on, ...setting)
  const law = (name: string, holds: (setting: readonly number[], row: number) => void) =>
    test(name, () => fc.assert(fc.property(anySetting, anyRow, holds), { numRuns: 40 }))

  describe(member.name, () => {
    test.each(member.settings)(
      'returns one value per row, defined from its first row on, at (%s, %s, %s)',
      (...given) => {
        const setting = given.slice(0, member.parameters.length)
        const first = member.first(...setting)
        const outputs = compute(bars, setting)
        expect(Object.keys(outputs).sort()).toEqual(Object.keys(first).sort())
        for (const [name, column] of Object.entries(outputs)) {
          expect(column).toHaveLength(n)
          for (let i = 0; i < n; i++) {
            if (Number.isFinite(column[i]) !== i >= first[name]) expect.fail(`${name} is ${column[i]} at row ${i}`)
          }
        }
      },
    )

    law('never looks ahead: wild or missing values after a row change nothing up to it', (setting, row) => {
      const whole = compute(bars, setting)
      for (const wild of [1e9, 1e-9, Number.NaN]) {
        const corrupted = changed(bars, columns, (value, i) => (i > row ? value * wild : value))
        expectSame(compute(corrupted, setting), whole, 0, row + 1)
      }
    })

    law('returns the same for a prefix of the bars as for the whole, however short the prefix', (setting, row) => {
      const prefix = compute(slice(bars, 0, row), setting)
      for (const column of Object.values(prefix)) expect(column).toHaveLength(row)
      expectSame(prefix, compute(bars, setting), 0, row)
    })

    law('starts its warm-up again after a missing value', (setting, row) => {
      const holed = changed(bars, columns, (value, i) => (i === row ? Number.NaN : value))
      const after = compute(slice(bars, row + 1, n), setting)
      for (const [name, column] of Object.entries(compute(holed, setting))) {
        expect(column[row]).toBeNaN()
        expectSame({ [name]: column.subarray(row + 1) }, after, 0, n - row - 1)
      }
    })

    const { window } = member
    if (window !== 'fading') {
      law('depends only on its window: older values leave no trace', (setting, row) => {
        const past = changed(bars, columns, (value, i) => (i <= row ? value * (1e6 + i) : value))
        expectSame(compute(past, setting), compute(bars, setting), row + window(...setting), n)
      })
    }

    law('scales with the price as it declares', setting => {
      // A power of two scales exactly, so even the last bit must agree.
      const raised = compute(
        changed(bars, prices, value => value * 8),
        setting,
      )
      const expected = Object.entries(compute(bars, setting)).map(([name, column]) => [
        name,
        Float64Array.from(column, value => (member.scale === 'price' ? value * 8 : value)),
      ])
      expectSame(raised, Object.fromEntries(expected), 0, n)
    })

    law('writes nothing into the bars', setting => {
      const before = changed(bars, columns, value => value)
      compute(bars, setting)
      for (const name of columns) expect(firstDifference(bars[name], before[name], 0, n)).toBeUndefined()
    })

    law('returns the same through a memo, on the first call and on later calls', setting => {
      const indicators = memoised(createMemo(1e6))
      const expected = compute(bars, setting)
      const once = member.compute(indicators, bars, ...setting)
      const twice = member.compute(indicators, bars, ...setting)
      expectSame(once, expected, 0, n)
      for (const name of Object.keys(once)) expect(twice[name]).toBe(once[name])
    })

    const bad = member.parameters.flatMap((name, place) =>
      [-3, Number.NaN, Infinity].map(value => ({ name, place, value })),
    )
    test.each(bad)('refuses $value as $name', ({ name, place, value }) => {
      const setting = member.settings[0].with(place, value)
      expect(() => compute(bars, setting)).toThrow(new RegExp(`^${member.name}: ${name} is ${value}, expected`))
    })
  })
}

type Change = (value: number, row: number) => number

function changed(bars: Bars, names: readonly (typeof columns)[number][], change: Change): Bars {
  return { ...bars, ...Object.fromEntries(names.map(name => [name, Float64Array.from(bars[name], change)])) }
}

function expectSame(found: Outputs, expected: Outputs, from: number, to: number): void {
  for (const [name, column] of Object.entries(found)) {
    const row = firstDifference(column, expected[name], from, to)
    if (row !== undefined) expect.fail(`${name} at row ${row}: found ${column[row]}, expected ${expected[name][row]}`)
  }
}

function firstDifference(a: Column, b: Column, from: number, to: number): number | undefined {
  for (let i = from; i < to; i++) if (a[i] !== b[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) return i
  return undefined
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column } from '../market/bars.ts'
import type { Detector } from './testing/family.ts'
import { cut, perturbed } from './testing/view.ts'
import type { View } from './view.ts'

/** Property tests that every detector must pass, on a view without missing values. */
export function detectorContract(member: Detector, view: View): void {
  const n = view.bars.close.length
  const anyRow = fc.integer({ min: 0, max: n - 1 })
  const anySetting = fc.constantFrom(...member.settings)
  const detect = (on: View, setting: readonly number[]) => member.detect(on, ...setting)
  const law = (name: string, holds: (setting: readonly number[], row: number) => void) =>
    test(name, () => fc.assert(fc.property(anySetting, anyRow, holds), { numRuns: 30 }))

  describe(member.name, () => {
    test.each(member.settings.map(setting => [setting]))('is defined from its first row on, at %s', setting => {
      const column = detect(view, setting)
      expect(column).toHaveLength(n)
      const first = member.first(...setting)
      expect(first).toBeLessThan(n)
      for (let i = 0; i < n; i++) if (Number.isFinite(column[i]) !== i >= first) expect.fail(`${column[i]} at row ${i}`)
    })

    law('never looks ahead: wild or missing values after a row change nothing up to it', (setting, row) => {
      const whole = detect(view, setting)
      for (const wild of [1e3, 1e-3, Number.NaN]) {
        const corrupted = perturbed(view, (value, i) => (i > row ? value * (wild + (i % 7)) : value))
        expectSame(detect(corrupted, setting), whole, 0, row + 1)
      }
    })

    law('returns the same for a prefix of the view as for the whole, however short the prefix', (setting, row) => {
      const prefix = detect(cut(view, 0, row), setting)
      expect(prefix).toHaveLength(row)
      expectSame(prefix, detect(view, setting), 0, row)
    })

    law('depends only on its window: older values leave no trace', (setting, row) => {
      const past = perturbed(view, (value, i) => (i <= row ? value * (1e6 + i) : value))
      expectSame(detect(past, setting), detect(view, setting), row + member.window(...setting), n)
    })

    law('is unchanged before a missing row, and again once that row has left the window', (setting, row) => {
      const holed = detect(
        perturbed(view, (value, i) => (i === row ? Number.NaN : value)),
        setting,
      )
      const whole = detect(view, setting)
      expectSame(holed, whole, 0, row)
      // Running sums restart after a gap, so the last digits may differ.
      expectSame(holed, whole, row + member.window(...setting), n, 1e-9)
      expect(Array.from(holed).some(value => Math.abs(value) === Infinity)).toBe(false)
    })

    law('does not depend on the unit of prices and sizes', setting => {
      // A power of two scales exactly, so even the last bit must agree; sentiment keeps its own scale.
      const raised = { ...perturbed(view, value => value * 8), sentiment: view.sentiment }
      expectSame(detect(raised, setting), detect(view, setting), 0, n)
    })

    law('does not modify its inputs', setting => {
      const before = perturbed(view, value => value)
      detect(view, setting)
      view.market.forEach((bars, k) => {
        expectSame(bars.close, before.market[k].close, 0, n)
        expectSame(bars.volume, before.market[k].volume, 0, n)
      })
      expectSame(view.sentiment, before.sentiment, 0, n)
    })

    const { codes } = member
    if (codes) {
      test('returns only its codes, and each of them at least once', () => {
        const said = new Set(member.settings.flatMap(setting => [...detect(view, setting)]).filter(Number.isFinite))
        expect([...said].sort((a, b) => a - b)).toEqual(Object.values(codes).sort((a, b) => a - b))
      })
    }

    const bad = member.parameters.flatMap((name, place) => [-3, Number.NaN].map(value => ({ name, place, value })))
    if (bad.length) {
      test.each(bad)('refuses $value as $name', ({ name, place, value }) => {
        expect(() => detect(view, member.settings[0].with(place, value))).toThrow(
          new RegExp(`^\\w+: ${name} is ${value}, expected`),
        )
      })
    }
  })
}

function expectSame(found: Column, expected: Column, from: number, to: number, tolerance = 0): void {
  for (let i = from; i < to; i++) {
    if (Math.abs(found[i] - expected[i]) <= tolerance * Math.max(1, Math.abs(expected[i]))) continue
    if (Number.isNaN(found[i]) && Number.isNaN(expected[i])) continue
    expect.fail(`row ${i}: found ${found[i]}, expected ${expected[i]}`)
  }
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plain } from '../../indicators/memo.ts'
import type { Column } from '../../market/bars.ts'
import { type Feature, type FeatureView, firstRow } from './feature.ts'
import { cut, perturbed, without } from './testing/view.ts'

/** Tolerance for older values that an exponential average still contains after its window. */
const billionth = 1e-9

/** Property tests that every feature must pass, on a view without missing values. */
export function featureContract(feature: Feature, whatever: FeatureView): void {
  // A feature that reads no other symbols gets only its own.
  const view = feature.needsMarket ? whatever : { bars: whatever.bars, market: [whatever.bars] }
  const n = view.bars.close.length
  const anyRow = fc.integer({ min: 0, max: n - 1 })
  const compute = (on: FeatureView) => feature.compute(on, plain)
  const whole = compute(view)
  const law = (name: string, holds: (row: number) => void) =>
    test(name, () => fc.assert(fc.property(anyRow, holds), { numRuns: 15 }))

  describe(feature.name, () => {
    test('returns one value per bar, defined from its first row on', () => {
      expect(whole).toHaveLength(n)
      const first = firstRow(feature)
      for (let i = 0; i < n; i++) if (Number.isFinite(whole[i]) !== i >= first) expect.fail(`${whole[i]} at row ${i}`)
    })

    test('varies, and stays within the bounds of its unit', () => {
      const known = whole.subarray(firstRow(feature))
      expect(new Set(known).size).toBeGreaterThan(1)
      const [, least, most] = /^(−?\d)…\+?(\d)$/.exec(feature.unit) ?? []
      if (!most) return
      expect(Math.min(...known)).toBeGreaterThanOrEqual(Number(least.replace('−', '-')))
      expect(Math.max(...known)).toBeLessThanOrEqual(Number(most))
    })

    law('never looks ahead: wild or missing values after a row change nothing up to it', row => {
      for (const wild of [1e3, 1e-3, Number.NaN]) {
        const corrupted = perturbed(view, (value, i) => (i > row ? value * (wild + (i % 7)) : value))
        expectSame(compute(corrupted), whole, 0, row + 1)
      }
    })

    law('returns the same for a prefix of the view as for the whole, however short the prefix', row => {
      const prefix = compute(cut(view, 0, row))
      expect(prefix).toHaveLength(row)
      expectSame(prefix, whole, 0, row)
    })

    law('depends only on its window: older values leave no trace, or a billionth where it fades', row => {
      const most = feature.fades ? 2 : 1e6
      const past = perturbed(view, (value, i) => (i <= row ? value * (most + (i % 5)) : value))
      expectSame(compute(past), whole, row + feature.window, n, feature.fades ? billionth : 0)
    })

    law('returns the same for a view that begins later, once its window is full', row => {
      // Running sums start at another bar, so the last digits may differ.
      const late = compute(cut(view, row, n))
      expectSame(late, whole.subarray(row), feature.window - 1, n - row, billionth)
    })

    law('is unchanged before a missing bar, and again once that bar has left its window', row => {
      const holed = compute(without(view, 0, row))
      expectSame(holed, whole, 0, row)
      expectSame(holed.subarray(row), whole.subarray(row + 1), feature.window, n - row - 1, billionth)
    })

    test('does not depend on the unit of prices and sizes', () => {
      // A power of two scales exactly, so even the last bit must agree.
      expectSame(compute(perturbed(view, value => value * 8)), whole, 0, n)
    })

    test.each([
      ['stands still', () => 100, (value: number) => value],
      ['has no trades', (value: number) => value, () => 0],
      ['stands still without trades', () => 100, () => 0],
      ['trades the same at every bar', (value: number) => value, () => 100],
      ['only rises', (_: number, row: number) => 100 + row, (value: number) => value],
    ])('is finite or NaN, never infinite, in a market that %s', (_, price, size) => {
      const column = compute(perturbed(view, price, size))
      for (const value of column) if (Math.abs(value) === Infinity) expect.fail(`found ${value}`)
    })

    test('does not modify its inputs', () => {
      const before = perturbed(view, value => value)
      compute(view)
      expect(view.market).toEqual(before.market)
    })

    if (feature.needsMarket) marketLaws(feature, view)
    else {
      test('does not read the other symbols', () => {
        expectSame(compute(whatever), whole, 0, n)
      })
    }
  })
}

/** Property tests for features that read other symbols. */
function marketLaws(feature: Feature, view: FeatureView): void {
  const { bars, market } = view
  const n = bars.close.length
  const compute = (on: FeatureView) => feature.compute(on, plain)
  const whole = compute(view)

  test('does not depend on the order of the market, nor on whether its own bars are in it', () => {
    expectSame(compute({ bars, market: market.toReversed() }), whole, 0, n)
    expectSame(compute({ bars, market: market.filter(one => one !== bars) }), whole, 0, n)
  })

  test('is unknown where fewer than two symbols are known', () => {
    for (const alone of [[bars], []]) {
      expect(Array.from(compute({ bars, market: alone })).every(Number.isNaN)).toBe(true)
    }
  })

  test('a missing bar of another symbol makes that symbol unknown and no other', () => {
    const other = market.findIndex(one => one !== bars)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: n - 1 }), row => {
        const holed = compute(without(view, other, row))
        expectSame(holed, whole, 0, row)
        // After the missing bar no one-interval return may span it: one more row than the window.
        expectSame(holed, whole, row + feature.window, n, billionth)
        for (let i = firstRow(feature); i < n; i++) if (Number.isNaN(holed[i])) expect.fail(`unknown at row ${i}`)
      }),
      { numRuns: 15 },
    )
  })
}

function expectSame(found: Column, expected: Column, from: number, to: number, tolerance = 0): void {
  for (let i = from; i < to; i++) {
    if (Math.abs(found[i] - expected[i]) <= tolerance * Math.max(1, Math.abs(expected[i]))) continue
    if (Number.isNaN(found[i]) && Number.isNaN(expected[i])) continue
    expect.fail(`row ${i}: found ${found[i]}, expected ${expected[i]}`)
  }
}

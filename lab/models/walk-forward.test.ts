import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hour } from '../market/units.ts'
import { followingReturns, labelEnd, type TrainingWindow, trainingWindow } from './training-window.ts'
import { walkForward } from './walk-forward.ts'

interface Fit extends TrainingWindow {
  readonly at: number
}

/** Every fit that is made, and which of them predicted each row; 0 where none did. */
function walked(openTime: Float64Array, options: { cadence: number; lookback: number; horizon: number }) {
  const fits: Fit[] = []
  const by = walkForward<number>({
    ...{ openTime, interval: hour, ...options },
    fit: (window, refitTime) => fits.push({ ...window, at: openTime.indexOf(refitTime) }),
    predict: fit => fit,
  })
  return { fits, by }
}

/** Hourly openings, of which some are missing. */
const times = fc
  .tuple(
    fc.integer({ min: 0, max: 500 }),
    fc.array(fc.constantFrom(1, 1, 1, 1, 2, 9), { minLength: 60, maxLength: 200 }),
  )
  .map(([start, steps]) =>
    Float64Array.from(
      steps.map((_, i) => start + steps.slice(0, i).reduce((a, b) => a + b, 0)),
      h => h * hour,
    ),
  )
const options = fc.record({
  cadence: fc.integer({ min: 1, max: 30 }),
  lookback: fc.integer({ min: 1, max: 20 }),
  horizon: fc.integer({ min: 1, max: 6 }),
})

describe('walking forward', () => {
  test('every fit sees as many rows as it should, none of a label that ended less than a horizon before', () => {
    fc.assert(
      fc.property(times, options, (openTime, chosen) => {
        for (const { from, to, at } of walked(openTime, chosen).fits) {
          expect(to - from).toBe(chosen.lookback)
          expect(labelEnd(to - 1, chosen.horizon)).toBe(at - chosen.horizon)
          expect(from).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  test('every prediction comes from the newest fit at or before its row', () => {
    fc.assert(
      fc.property(times, options, (openTime, chosen) => {
        const { fits, by } = walked(openTime, chosen)
        for (const [row, fit] of by.entries()) expect(fit).toBe(fits.filter(({ at }) => at <= row).length)
      }),
    )
  })

  test('fits come once per period of the calendar at most, wherever a run begins', () => {
    fc.assert(
      fc.property(times, options, fc.integer({ min: 1, max: 50 }), (openTime, chosen, start) => {
        const all = walked(openTime, chosen).fits.map(({ at }) => openTime[at])
        const periods = all.map(time => Math.floor(time / (hour * chosen.cadence)))
        expect(new Set(periods).size).toBe(all.length)
        const late = openTime.subarray(start)
        const need = chosen.lookback + 2 * chosen.horizon
        const settled = walked(late, chosen).fits.map(({ at }) => late[at])
        expect(settled).toEqual(all.filter(time => late.indexOf(time) >= Math.max(need, 1)))
      }),
    )
  })

  test('a refit that learns nothing ends the model before it', () => {
    const openTime = Float64Array.from({ length: 60 }, (_, i) => i * hour)
    const out = walkForward<number>({
      ...{ openTime, interval: hour, cadence: 10, lookback: 5, horizon: 1 },
      fit: (_, time) => (time === 30 * hour ? undefined : 1),
      predict: () => 1,
    })
    expect(Array.from(out)).toEqual(Array.from(openTime, (_, i) => (i < 10 || (i >= 30 && i < 40) ? 0 : 1)))
  })
})

describe('a training window', () => {
  test('ends where the newest label has been known for a horizon', () => {
    // Row 88's label runs from the open of 89 to that of 94, five rows before 99.
    expect(trainingWindow(99, 50, 5)).toEqual({ from: 39, to: 89 })
    expect(trainingWindow(60, 50, 5)).toEqual({ from: 0, to: 50 })
    expect(trainingWindow(59, 50, 5)).toBeUndefined()
  })

  test('learns returns from the open after each row, as far as they are known', () => {
    const open = Float64Array.of(1, 2, 4, 5, 8)
    expect(Array.from(followingReturns(open, { from: 0, to: 4 }, 2))).toEqual([1.5, 1, Number.NaN, Number.NaN])
  })
})

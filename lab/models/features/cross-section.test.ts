import { expect, test } from 'vitest'
import { plain } from '../../indicators/memo.ts'
import { craftedBars } from '../../testing/crafted.ts'
import { crossSection } from './cross-section.ts'
import type { FeatureView } from './feature.ts'
import { wanderingView, without } from './testing/view.ts'

const snapshots = ['relative_return_1', 'relative_return_24', 'return_rank_24', 'dispersion_24', 'breadth_24']

test.each(snapshots)('%s lives without a symbol where a bar of it is missing, and only there', name => {
  const { bars, market } = wanderingView(3, 200)
  const [gone, row] = [2, 90]
  const holed = compute(name, without({ bars, market }, gone, row))
  const fewer = compute(name, { bars, market: market.filter((_, k) => k !== gone) })
  const whole = compute(name, { bars, market })
  // Beside a missing bar there is no return, neither to it nor from it.
  const last = row + (name.endsWith('_24') ? 24 : 1)
  for (let i = 1; i < 200; i++) {
    const expected = i >= row && i <= last ? fewer[i] : whole[i]
    if (Number.isNaN(expected)) expect(holed[i]).toBeNaN()
    else expect(holed[i]).toBeCloseTo(expected, 12)
  }
})

test('the same hour is compared, however many rows a symbol has', () => {
  const view = wanderingView(3, 200)
  const late = (symbol: number) => Array.from({ length: 20 }).reduce<FeatureView>(on => without(on, symbol, 0), view)
  for (const { name } of crossSection) {
    const [whole, otherLate, ownLate] = [view, late(1), late(0)].map(on => compute(name, on))
    // By row number it would be compared with hours that were twenty later, or earlier.
    for (const row of [197, 198, 199]) {
      expect(otherLate[row]).toBeCloseTo(whole[row], 12)
      expect(ownLate[row - 20]).toBeCloseTo(whole[row], 12)
    }
  }
})

test('the best of three that all rose ranks first, above its market, with the whole of it rising', () => {
  const view = rising([0.03, 0.01, 0.02])
  expect(compute('return_rank_24', view)[40]).toBeCloseTo(5 / 6, 12)
  expect(compute('relative_return_1', view)[40]).toBeCloseTo(0.01, 12)
  expect(compute('relative_return_24', view)[40]).toBeCloseTo(0.24, 12)
  expect(compute('breadth_24', view)[40]).toBe(1)
  expect(compute('dispersion_24', view)[40]).toBeCloseTo(0.24, 12)
})

test('a symbol that did the same as the others ranks in the middle of a market without spread', () => {
  const view = rising([0, 0, 0])
  expect(compute('return_rank_24', view)[40]).toBe(0.5)
  expect(compute('breadth_24', view)[40]).toBe(0.5)
  expect(compute('dispersion_24', view)[40]).toBe(0)
  expect(compute('relative_return_24', view)[40]).toBe(0)
})

test('what goes twice as far as the others has a beta of two to them, and of minus two the other way', () => {
  for (const times of [2, -2]) {
    const { market } = wanderingView(4, 200)
    const follower = craftedBars(
      Array.from(market[1].close, price => {
        const close = 100 * (price / market[1].close[0]) ** times
        return [close, close, close, close]
      }),
      { symbol: 'F' },
    )
    const bars = { ...follower, openTime: market[1].openTime }
    const view = { bars, market: [bars, market[1]] }
    expect(compute('beta_168', view)[199]).toBeCloseTo(times, 9)
    expect(compute('correlation_168', view)[199]).toBeCloseTo(Math.sign(times), 9)
  }
})

function compute(name: string, view: FeatureView): Float64Array {
  const feature = crossSection.find(candidate => candidate.name === name)
  return Float64Array.from(feature?.compute(view, plain) ?? [])
}

/** Symbols that grow by these log returns at every bar. */
function rising(steps: readonly number[]): FeatureView {
  const market = steps.map((step, k) =>
    craftedBars(
      Array.from({ length: 50 }, (_, i) => {
        const close = 100 * Math.exp(step * i)
        return [close, close, close, close]
      }),
      { symbol: `S${k}` },
    ),
  )
  return { bars: market[0], market }
}

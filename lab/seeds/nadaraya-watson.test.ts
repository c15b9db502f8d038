import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { nadarayaWatson } from './nadaraya-watson.ts'
import { earnings } from './testing/earnings.ts'
import { reverting, trending } from './testing/markets.ts'
import { priceBars } from './testing/price-bars.ts'

test('following the slope earns where prices run, and loses where they come back', () => {
  expect(earnings(nadarayaWatson, trending(1, 300))).toBeGreaterThan(0.0005)
  expect(earnings(nadarayaWatson, reverting(1))).toBeLessThan(-0.0002)
})

const genes = { bandwidth: 10, kernel: 0, threshold: 0.01, smoothing: 5, adaptation: 0 }
/** Signal at the last of bars that grow by what `growth` says of each, and swing by what `swing` says. */
function last(changes: Partial<typeof genes>, growth: (row: number) => number, swing = (_: number) => 0.002) {
  let price = 100
  const closes = Float64Array.from({ length: 600 }, (_, i) => {
    return (price *= Math.exp(growth(i) + (i % 2 === 0 ? swing(i) : -swing(i))))
  })
  return nadarayaWatson.exposure(priceBars(closes), { ...genes, ...changes }, plain)[599]
}
const steadily = (growth: number) => () => growth
/** Up, and down from that row on. */
const turning = (at: number) => (row: number) => (row < at ? 0.004 : -0.004)

describe('with either kernel', () => {
  test.each([0, 1])(
    'kernel %d: a slope is held where it is steeper than the threshold, and nothing where it is not',
    kernel => {
      // Ten bars of .12 % are 1.2 %, ten of .08 % are 0.8 %: the threshold lies between.
      expect(last({ kernel }, steadily(0.0012))).toBe(1)
      expect(last({ kernel }, steadily(0.0008))).toBe(0)
      expect(last({ kernel }, steadily(-0.0012))).toBe(-1)
      expect(last({ kernel }, steadily(-0.0008))).toBe(0)
    },
  )

  test.each([0, 1])('kernel %d: a very steep climb is not held the other way round', kernel => {
    expect(last({ kernel }, steadily(0.02))).toBe(1)
  })
})

test('the kernel that ends after one bandwidth turns before the one that ends after three', () => {
  const turned = (kernel: number) => last({ kernel }, turning(585))
  expect(turned(0)).not.toBe(-1)
  expect(turned(1)).toBe(-1)
})

test('more smoothing turns later', () => {
  const turned = (smoothing: number) => last({ smoothing }, turning(578))
  expect(turned(1)).toBe(-1)
  expect(turned(19)).not.toBe(-1)
})

test('where the swings have grown, the same slope counts for less if the threshold moves with them', () => {
  const stormy = (row: number) => (row < 570 ? 0.002 : 0.006)
  expect(last({ adaptation: 0 }, steadily(0.0012), stormy)).toBe(1)
  expect(last({ adaptation: 1 }, steadily(0.0012), stormy)).toBe(0)
  expect(last({ adaptation: 1 }, steadily(0.0012))).toBe(1)
})

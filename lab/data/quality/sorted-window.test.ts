import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SortedWindow } from './sorted-window.ts'

const medianOf = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2
}

test('median and median absolute deviation of a moving window are those of its values', () => {
  const value = fc.integer({ min: -50, max: 50 })
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 20 }),
      fc.array(value, { maxLength: 30 }),
      (first, later) => {
        const window = new SortedWindow(Float64Array.from(first))
        const values = [...first]
        for (const entering of [undefined, ...later]) {
          if (entering !== undefined) {
            window.replace(values.shift() as number, entering)
            values.push(entering)
          }
          const median = medianOf(values)
          expect(window.median).toBe(median)
          expect(window.mad).toBeCloseTo(medianOf(values.map(one => Math.abs(one - median))), 12)
        }
      },
    ),
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { combinatorial } from './combinatorial.ts'
import { walkForward } from './walk-forward.ts'
import '../../testing/chance.ts'

const rowsOf = (stretches: readonly (readonly [number, number])[]) =>
  stretches.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))

test('no training row of any combinatorial split lies within purge or embargo of a tested one, and no other is left out', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 2, max: 7 })
        .chain(groups => fc.tuple(fc.constant(groups), fc.integer({ min: 1, max: groups - 1 }))),
      fc.integer({ min: 20, max: 120 }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      ([groups, test], rows, purge, embargo) => {
        const splits = combinatorial(rows, { groups, test, purge, embargo })
        const counts = new Uint32Array(rows)
        for (const split of splits) {
          const tested = new Set(rowsOf(split.test))
          const train = new Set(rowsOf(split.train))
          for (const row of tested) counts[row]++
          for (let row = 0; row < rows; row++) {
            let near = tested.has(row)
            for (let k = 1; k <= purge; k++) near ||= tested.has(row + k)
            for (let k = 1; k <= embargo; k++) near ||= tested.has(row - k)
            expect(train.has(row)).toBe(!near)
          }
        }
        // Every row is tried on equally often.
        expect(new Set(counts).size).toBe(1)
      },
    ),
    { numRuns: 60 },
  )
})

test('six groups taken two at a time make fifteen splits', () =>
  expect(combinatorial(60, { groups: 6, test: 2, purge: 0, embargo: 0 })).toHaveLength(15))

test.each([true, false])(
  'a walk forward (anchored: %s) never chooses on what it tries on, or on what comes after',
  anchored => {
    const folds = walkForward(100, { parts: 10, first: 4, anchored, embargo: 2 })
    expect(folds).toHaveLength(6)
    for (const { train, test } of folds) expect(train[1] + 2).toBe(test[0])
    expect(rowsOf(folds.map(fold => fold.test))).toEqual(Array.from({ length: 60 }, (_, i) => 40 + i))
    expect(folds.at(-1)?.train[0]).toBe(anchored ? 0 : 50)
  },
)

test('splits that leave nothing are refused', () => {
  expect(() => walkForward(100, { parts: 4, first: 4, anchored: true })).toThrow(RangeError)
  expect(() => combinatorial(100, { groups: 4, test: 4, purge: 0, embargo: 0 })).toThrow(RangeError)
  expect(() => combinatorial(3, { groups: 6, test: 2, purge: 0, embargo: 0 })).toThrow(RangeError)
})

import { expect, test } from 'vitest'
import { walkForward } from './walk-forward.ts'

const rowsOf = (stretches: readonly (readonly [number, number])[]) =>
  stretches.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))

test.each([true, false])('a walk forward (anchored: %s) never trains on test rows or on later ones', anchored => {
  const folds = walkForward(100, { parts: 10, first: 4, anchored, embargo: 2 })
  expect(folds).toHaveLength(6)
  for (const { train, test } of folds) expect(train[1] + 2).toBe(test[0])
  expect(rowsOf(folds.map(fold => fold.test))).toEqual(Array.from({ length: 60 }, (_, i) => 40 + i))
  expect(folds.at(-1)?.train[0]).toBe(anchored ? 0 : 50)
})

test('splits with an empty fold are refused', () => {
  expect(() => walkForward(100, { parts: 4, first: 4, anchored: true })).toThrow(RangeError)
})

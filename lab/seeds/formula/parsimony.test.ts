import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareParsimoniously, type Weighed } from './parsimony.ts'

const best = (grain: number, ...all: Weighed[]) => all.toSorted((a, b) => compareParsimoniously(a, b, grain))

test('the fitter comes first, and where the difference is none the smaller, and the unknown last', () => {
  const a = { fitness: 1.26, complexity: 30 }
  const b = { fitness: 1.24, complexity: 5 }
  const c = { fitness: Number.NaN, complexity: 1 }
  expect(best(0.01, c, b, a)).toEqual([a, b, c])
  expect(best(0.1, c, a, b)).toEqual([b, a, c])
  expect(best(0.1, { ...a, complexity: 5 }, b)[0].fitness).toBe(1.26)
})

test('is a total order', () => {
  const weighed = fc.record({
    fitness: fc.oneof(fc.double({ min: -3, max: 3 }), fc.constantFrom(Number.NaN, Infinity, -Infinity)),
    complexity: fc.integer({ min: 1, max: 6 }),
  })
  fc.assert(
    fc.property(weighed, weighed, weighed, (a, b, c) => {
      const order = (x: Weighed, y: Weighed) => compareParsimoniously(x, y, 0.5)
      expect(Math.sign(order(a, b)) + Math.sign(order(b, a))).toBe(0)
      if (order(a, b) <= 0 && order(b, c) <= 0) expect(order(a, c)).toBeLessThanOrEqual(0)
    }),
  )
})

test.each([0, -1, Number.NaN, Infinity])('refuses %s as grain', grain => {
  const any = { fitness: 1, complexity: 1 }
  expect(() => compareParsimoniously(any, any, grain)).toThrow(`compareParsimoniously: grain is ${grain}, expected`)
})

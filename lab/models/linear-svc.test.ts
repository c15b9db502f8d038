import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gaussian, random } from '../random.ts'
import { fitLinearSvc, margin } from './linear-svc.ts'
import type { Matrix } from './matrix.ts'

const problems = fc
  .record({
    seed: fc.nat(),
    rows: fc.integer({ min: 1, max: 60 }),
    columns: fc.integer({ min: 1, max: 6 }),
    cost: fc.double({ min: 1e-4, max: 100, noNaN: true }),
    alike: fc.boolean(),
  })
  .map(({ seed, rows, columns, cost, alike }) => {
    const chance = random(seed)
    const values = Float64Array.from({ length: rows * columns }, () => gaussian(chance))
    if (alike) for (let i = 0; i < values.length; i++) values[i] = values[i - (i % columns)] + 1e-3 * values[i]
    const x: Matrix = { rows, columns, values }
    const labels = Float64Array.from({ length: rows }, () => (chance() < 0.1 ? 0 : chance() < 0.4 ? 1 : -1))
    return { x, labels, cost: new Float64Array(rows).fill(cost), chance }
  })

describe('a plane', () => {
  test('lies where no small move makes it cheaper: the slope of what is minimised is 0', () => {
    fc.assert(
      fc.property(problems, ({ x, labels, cost }) => {
        const plane = fitLinearSvc(x, labels, cost)
        const slope = [...plane.weights, plane.bias]
        for (let r = 0; r < x.rows; r++) {
          const pull = -2 * cost[r] * labels[r] * Math.max(0, 1 - labels[r] * margin(x, r, plane))
          for (let c = 0; c < x.columns; c++) slope[c] += pull * x.values[r * x.columns + c]
          slope[x.columns] += pull
        }
        const scale = cost[0] * x.rows + 1
        expect(Math.max(...slope.map(Math.abs)) / scale).toBeLessThan(1e-8)
      }),
    )
  })

  test('is turned round by labels that are turned round', () => {
    fc.assert(
      fc.property(problems, ({ x, labels, cost }) => {
        const plane = fitLinearSvc(x, labels, cost)
        const turned = fitLinearSvc(
          x,
          labels.map(label => -label),
          cost,
        )
        for (const [c, weight] of plane.weights.entries()) expect(turned.weights[c] + weight).toBeCloseTo(0, 12)
        expect(turned.bias + plane.bias).toBeCloseTo(0, 12)
      }),
    )
  })

  test('does not see a row that costs nothing, or has no label', () => {
    const x = { rows: 3, columns: 1, values: Float64Array.of(-1, 1, 50) }
    const without = fitLinearSvc({ ...x, rows: 2, values: x.values.subarray(0, 2) }, [-1, 1], [1, 1])
    expect(fitLinearSvc(x, [-1, 1, -1], [1, 1, 0])).toEqual(without)
    expect(fitLinearSvc(x, [-1, 1, 0], [1, 1, 1])).toEqual(without)
  })

  test.each([
    ['row 0 is 2, expected −1, 0 or +1', [2, 1], [1, 1]],
    ['cost: row 1 is -1, expected ≥ 0', [1, 1], [1, -1]],
    ['labels has 1 values, expected 2', [1], [1, 1]],
    ['cost: row 0 is NaN', [1, 1], [Number.NaN, 1]],
  ])('is refused where %s', (message, labels, cost) => {
    const x = { rows: 2, columns: 1, values: Float64Array.of(1, 2) }
    expect(() => fitLinearSvc(x, labels, cost)).toThrow(message)
  })
})

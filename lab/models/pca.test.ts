import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gaussian, random } from '../random.ts'
import type { Matrix } from './matrix.ts'
import { fitComponents, scores } from './pca.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

const matrices = fc
  .record({ seed: fc.nat(), rows: fc.integer({ min: 2, max: 30 }), columns: fc.integer({ min: 1, max: 8 }) })
  .map(({ seed, rows, columns }): Matrix => {
    const chance = random(seed)
    return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => 10 * gaussian(chance) + 3) }
  })

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, x, i) => sum + x * b[i], 0)
const column = ({ rows, columns, values }: Matrix, c: number) =>
  Float64Array.from({ length: rows }, (_, r) => values[r * columns + c])

describe('principal components', () => {
  test('are at right angles, of length 1, and their largest loading is positive', () => {
    fc.assert(
      fc.property(matrices, x => {
        const { loadings } = fitComponents(x, x.columns)
        loadings.forEach((a, i) => {
          for (const [j, b] of loadings.entries()) expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 10)
          expect(Math.max(...a)).toBe(Math.max(...a.map(Math.abs)))
        })
      }),
    )
  })

  test('have the variance they say, in falling order, and together all there is', () => {
    fc.assert(
      fc.property(matrices, x => {
        const components = fitComponents(x, x.columns)
        const found = scores(x, components)
        const spread = (m: Matrix, c: number) => {
          const values = column(m, c)
          const mean = values.reduce((a, b) => a + b, 0) / m.rows
          return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (m.rows - 1)
        }
        const { variance } = components
        for (const [k, value] of variance.entries()) expect(spread(found, k)).toBeCloseTo(value, 8)
        expect(variance).toEqual(variance.toSorted((a, b) => b - a))
        const all = Array.from({ length: x.columns }, (_, c) => spread(x, c)).reduce((a, b) => a + b, 0)
        expect(variance.reduce((a, b) => a + b, 0)).toBeCloseTo(all, 7)
      }),
    )
  })

  test('more of them than columns are refused, and so is a single row', () => {
    const x = { rows: 2, columns: 2, values: Float64Array.of(1, 2, 3, 5) }
    expect(() => fitComponents(x, 3)).toThrow('count is 3, expected a whole number 1…2')
    expect(() => fitComponents({ ...x, rows: 1, values: x.values.subarray(0, 2) }, 1)).toThrow(RangeError)
  })
})

test('a symmetric matrix times its eigenvector is the eigenvector times its eigenvalue', () => {
  fc.assert(
    fc.property(matrices, ({ columns: n, values }) => {
      const a = Float64Array.from({ length: n * n }, (_, i) => {
        const [row, col] = [Math.floor(i / n), i % n]
        return values[(row + col) % n] * values[(row * col) % n]
      })
      const { values: eigenvalues, vectors } = symmetricEigen(a, n)
      const size = Math.max(...a.map(Math.abs), 1)
      for (let k = 0; k < n; k++) {
        const vector = vectors.subarray(k * n, (k + 1) * n)
        for (let i = 0; i < n; i++) {
          const gap = dot(a.subarray(i * n, (i + 1) * n), vector) - eigenvalues[k] * vector[i]
          expect(Math.abs(gap) / size).toBeLessThan(1e-11)
        }
      }
    }),
  )
})

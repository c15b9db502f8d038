import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaussian, random } from '../random.ts'
import { solveCholesky } from './cholesky.ts'

test('the matrix times the solution is the right hand side', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, n) => {
      const chance = random(seed)
      const root = Float64Array.from({ length: n * n }, () => gaussian(chance))
      const a = Float64Array.from({ length: n * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n]
        let sum = i === j ? 1 : 0
        for (let k = 0; k < n; k++) sum += root[i * n + k] * root[j * n + k]
        return sum
      })
      const b = Float64Array.from({ length: n }, () => gaussian(chance))
      const x = Float64Array.from(b)
      solveCholesky(Float64Array.from(a), x)
      for (let i = 0; i < n; i++) {
        let sum = 0
        for (let j = 0; j < n; j++) sum += a[i * n + j] * x[j]
        expect(sum).toBeCloseTo(b[i], 9)
      }
    }),
  )
})

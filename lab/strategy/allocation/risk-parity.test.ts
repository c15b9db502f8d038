import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonCovariance } from './common-covariance.ts'
import { riskParity } from './risk-parity.ts'
import { riskShares } from './risk-shares.ts'
import { anyReturns, shuffled } from './testing/returns.ts'

const solve = (covariance: readonly Float64Array[]) => {
  const found = riskParity(covariance)
  if (!found.ok) throw new Error(`no shares after ${found.error.sweeps} rounds, ${found.error.apart} apart`)
  return found.value
}
const columns = (...rows: readonly (readonly number[])[]) => rows.map(row => Float64Array.from(row))

describe('shares of equal risk', () => {
  test('bear the same risk within 1e-8, are positive and sum to 1', () => {
    fc.assert(
      fc.property(anyReturns, returns => {
        const { covariance } = commonCovariance(returns)
        const { shares } = solve(covariance)
        for (const share of riskShares(shares, covariance)) {
          expect(Math.abs(share - 1 / shares.length)).toBeLessThan(1e-8)
        }
        expect(Math.min(...shares)).toBeGreaterThan(0)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
      }),
    )
  })

  test('belong to their members, in whichever order these come', () => {
    const withOrder = anyReturns.chain(returns => fc.tuple(fc.constant(returns), shuffled(returns.length)))
    fc.assert(
      fc.property(withOrder, ([returns, order]) => {
        const straight = solve(commonCovariance(returns).covariance).shares
        const mixed = solve(commonCovariance(order.map(i => returns[i])).covariance).shares
        order.forEach((i, k) => {
          expect(Math.abs(mixed[k] / straight[i] - 1)).toBeLessThan(1e-8)
        })
      }),
    )
  })

  test('do not care in what returns are counted', () => {
    fc.assert(
      fc.property(anyReturns, fc.constantFrom(1e-9, 100, 1e12), (returns, unit) => {
        const shares = solve(commonCovariance(returns).covariance).shares
        const others = solve(commonCovariance(returns.map(column => column.map(x => x * unit))).covariance).shares
        shares.forEach((share, i) => {
          expect(Math.abs(others[i] / share - 1)).toBeLessThan(1e-8)
        })
      }),
    )
  })

  test('of two are those of inverse volatility, whatever their correlation', () => {
    for (const rho of [-0.999, -0.5, 0, 0.7, 1]) {
      const { shares } = solve(columns([1, 2 * rho], [2 * rho, 4]))
      expect(shares[0]).toBeCloseTo(2 / 3, 9)
    }
  })

  test('are the same for twins, and two twins bear the risk of two', () => {
    const { shares } = solve(columns([1, 1, 0], [1, 1, 0], [0, 0, 1]))
    expect(shares[0]).toBeCloseTo(shares[1], 9)
    expect(shares[2]).toBeGreaterThan(shares[0])
  })

  test('do not exist where two undo each other wholly: there is no risk to share', () => {
    expect(riskParity(columns([1, -1], [-1, 1]))).toMatchObject({ ok: false, error: { sweeps: 0, apart: Number.NaN } })
  })

  test('of nobody are none, and of one all', () => {
    expect(solve([]).shares).toHaveLength(0)
    expect([...solve(columns([4])).shares]).toEqual([1])
  })

  test.each([
    ['variance 1 is 0', columns([1, 0], [0, 0])],
    ['variance 0 is NaN', columns([Number.NaN, 0], [0, 1])],
    ['covariance 0, 1 is 0.5', columns([1, 0.5], [0.4, 1])],
    ['covariance 0, 1 is 3', columns([1, 3], [3, 1])],
    ['row 1 has 1 entries', columns([1, 0], [1])],
  ])('are refused: %s', (why, covariance) => {
    expect(() => riskParity(covariance)).toThrow(`riskParity: ${why}, expected`)
  })
})

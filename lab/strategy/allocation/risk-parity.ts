import type { Column } from '../../market/bars.ts'
import { fail, ok, type Result } from '../../result.ts'
import { proportional } from './proportional.ts'
import { riskShares } from './risk-shares.ts'

/** Shares with equal risk contributions. */
export interface RiskParity {
  /** Share of each member, > 0; the sum is 1. */
  readonly shares: Float64Array
  /** Number of sweeps over all members. */
  readonly sweeps: number
}

/** No equal-risk shares were found: the members hedge each other so well that almost no risk is left. */
export interface Unequal {
  /** Number of sweeps made before giving up. */
  readonly sweeps: number
  /** Distance of the furthest risk share from 1/n; NaN when there is no risk at all. */
  readonly apart: number
}

/** Largest accepted distance of a risk share from 1/n. */
const riskTolerance = 1e-11
/** Maximum number of sweeps. */
const mostSweeps = 2_000
/** A portfolio variance below this fraction of the members' own variances is rounding error, not risk. */
const hedged = 1e-9

/**
 * Equal risk contributions by cyclical coordinate descent. In each sweep, every share in turn is set to satisfy its own
 * risk condition, given the other shares. The sweeps end when all risk shares are within `riskTolerance` of 1/n, or
 * after `mostSweeps`. The correlations are solved, not the covariances, so the scale of the returns does not matter.
 *
 * @param covariance symmetric, positive on its diagonal
 * @throws RangeError naming the first entry for which this does not hold
 * @see Griveau-Billion, Richard and Roncalli (2013), "A fast algorithm for computing high-dimensional risk parity
 *   portfolios"
 */
export function riskParity(covariance: readonly Column[]): Result<RiskParity, Unequal> {
  const n = covariance.length
  if (n === 0) return ok({ shares: new Float64Array(0), sweeps: 0 })
  const rho = correlations(covariance)
  // Minimises yᵀRy/2 − Σ ln(y)/n; its gradient is 0 exactly where every y(Ry) is 1/n.
  const y = new Float64Array(n).fill(1)
  for (let sweeps = 0; ; sweeps++) {
    const risk = variance(y, rho)
    if (!(risk > hedged * dot(y, y))) return fail({ sweeps, apart: Number.NaN })
    const apart = riskShares(y, rho).reduce((most, share) => Math.max(most, Math.abs(share - 1 / n)), 0)
    if (apart <= riskTolerance) return ok({ shares: inUnits(y, covariance), sweeps })
    if (sweeps === mostSweeps) return fail({ sweeps, apart })
    // At the solution yᵀRy is 1. Rescaling to that first saves thousands of sweeps for near hedges.
    const scale = 1 / Math.sqrt(risk)
    for (let i = 0; i < n; i++) y[i] *= scale
    for (let i = 0; i < n; i++) y[i] = positiveRoot(dot(rho[i], y) - y[i], 1 / n)
  }
}

const dot = (row: Column, y: Column) => {
  let sum = 0
  for (let j = 0; j < y.length; j++) sum += row[j] * y[j]
  return sum
}

const variance = (y: Float64Array, rho: readonly Column[]) =>
  y.reduce((sum, value, i) => sum + value * dot(rho[i], y), 0)

/** The positive root of y² + by − c, c > 0, computed without subtracting two large numbers. */
function positiveRoot(b: number, c: number): number {
  const root = Math.sqrt(b * b + 4 * c)
  return b > 0 ? (2 * c) / (b + root) : (root - b) / 2
}

function inUnits(y: Float64Array, covariance: readonly Column[]): Float64Array {
  const calmest = Math.min(...covariance.map((row, i) => row[i]))
  return proportional(y.map((value, i) => value * Math.sqrt(calmest / covariance[i][i])))
}

function correlations(covariance: readonly Column[]): Float64Array[] {
  const n = covariance.length
  const scales = covariance.map((row, i) => {
    if (row.length !== n) throw new RangeError(`riskParity: row ${i} has ${row.length} entries, expected ${n}`)
    if (row[i] > 0 && row[i] < Number.POSITIVE_INFINITY) return Math.sqrt(row[i])
    throw new RangeError(`riskParity: variance ${i} is ${row[i]}, expected a finite number > 0`)
  })
  return covariance.map((row, i) =>
    Float64Array.from(row, (value, j) => {
      const rho = value / scales[i] / scales[j]
      if (value === covariance[j][i] && Math.abs(rho) <= 1 + 1e-9) return i === j ? 1 : rho
      const expected = `${covariance[j][i]} like its mirror, and within the product of the standard deviations`
      throw new RangeError(`riskParity: covariance ${i}, ${j} is ${value}, expected ${expected}`)
    }),
  )
}

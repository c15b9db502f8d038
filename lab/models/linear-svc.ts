import { solveCholesky } from './cholesky.ts'
import { type Matrix, requireMatrix, requirePerRow } from './matrix.ts'

/** A plane that separates two classes. The margin of a row is its dot product with the weights, plus the bias. */
export interface Plane {
  /** One weight per column. */
  readonly weights: readonly number[]
  readonly bias: number
}

/** Maximum number of Newton steps, a safeguard: about ten suffice. */
const maxSteps = 100
/** Fraction of the initial largest gradient component at which the iteration stops. */
const tolerance = 1e-12

/**
 * Linear support vector classifier: the plane that minimises
 * ½‖w‖² + ½ b² + Σ costᵣ · max(0, 1 − yᵣ (w · xᵣ + b))².
 * The bias is treated as the weight of a constant column, so it is penalised like the others.
 *
 * Newton's method is applied to this primal problem. The sum is piecewise quadratic, so a handful of steps reach the
 * minimum to full precision, without randomness. The usual coordinate descent on the dual needs thousands of passes
 * when the cost is high and columns are correlated.
 *
 * @param labels one per row: +1, −1, or 0 for a row without influence
 * @param cost   penalty of a misclassified row, one per row, ≥ 0; liblinear's C, times the number of copies of the row
 * @throws RangeError on an invalid label or cost, on unequal lengths, or when a value is not finite
 * @see Fan et al. (2008), "LIBLINEAR", solver 2; Keerthi and DeCoste (2005), "A modified finite Newton method for fast
 *   solution of large scale linear SVMs"
 */
export function fitLinearSvc(x: Matrix, labels: ArrayLike<number>, cost: ArrayLike<number>): Plane {
  requireMatrix('fitLinearSvc: x', x)
  requirePerRow('fitLinearSvc: labels', labels, x)
  requirePerRow('fitLinearSvc: cost', cost, x)
  for (let r = 0; r < x.rows; r++) {
    if (Math.abs(labels[r]) !== 1 && labels[r] !== 0) {
      throw new RangeError(`fitLinearSvc: labels: row ${r} is ${labels[r]}, expected −1, 0 or +1`)
    }
    if (cost[r] < 0) throw new RangeError(`fitLinearSvc: cost: row ${r} is ${cost[r]}, expected ≥ 0`)
  }

  let plane = new Float64Array(x.columns + 1)
  let here = slopeAt(x, labels, cost, plane)
  const enough = tolerance * steepest(here.slope)
  for (let step = 0; step < maxSteps && steepest(here.slope) > enough; step++) {
    const direction = here.slope.map(value => -value)
    solveCholesky(curvature(x, cost, here.shortfall), direction)
    const next = downhill(x, labels, cost, plane, direction, here)
    if (!next) break
    plane = next.plane
    here = next.there
  }
  return { weights: Array.from(plane.subarray(0, x.columns)), bias: plane[x.columns] }
}

/** Margin of row `r`: ≥ 0 on the side of +1. Training aims at a size of at least 1. */
export function margin({ columns, values }: Matrix, r: number, { weights, bias }: Plane): number {
  let sum = bias
  for (let c = 0; c < columns; c++) sum += values[r * columns + c] * weights[c]
  return sum
}

/** Value and gradient of the minimised sum at one plane. */
interface Slope {
  readonly value: number
  /** Gradient: one element per weight, then the bias. */
  readonly slope: Float64Array
  /** Amount by which each row misses a margin of 1 on its own side; 0 for rows that reach it. */
  readonly shortfall: Float64Array
}

function slopeAt(x: Matrix, labels: ArrayLike<number>, cost: ArrayLike<number>, plane: Float64Array): Slope {
  const { rows, columns, values } = x
  const slope = Float64Array.from(plane)
  const shortfall = new Float64Array(rows)
  let value = 0
  for (let c = 0; c <= columns; c++) value += 0.5 * plane[c] ** 2
  for (let r = 0; r < rows; r++) {
    const label = labels[r]
    if (label === 0 || cost[r] === 0) continue
    let side = plane[columns]
    for (let c = 0; c < columns; c++) side += values[r * columns + c] * plane[c]
    const missing = 1 - label * side
    if (missing <= 0) continue
    shortfall[r] = missing
    value += cost[r] * missing * missing
    const pull = -2 * cost[r] * label * missing
    for (let c = 0; c < columns; c++) slope[c] += pull * values[r * columns + c]
    slope[columns] += pull
  }
  return { value, slope, shortfall }
}

/**
 * Second derivative of the minimised sum (lower triangle), valid for all planes at which the same rows miss their
 * margin.
 */
function curvature(x: Matrix, cost: ArrayLike<number>, shortfall: Float64Array) {
  const { rows, columns, values } = x
  const n = columns + 1
  const out = new Float64Array(n * n)
  for (let r = 0; r < rows; r++) {
    if (!(shortfall[r] > 0)) continue
    const weight = 2 * cost[r]
    const at = r * columns
    for (let i = 0; i < columns; i++) {
      const pull = weight * values[at + i]
      for (let j = 0; j <= i; j++) out[i * n + j] += pull * values[at + j]
      out[columns * n + i] += pull
    }
    out[columns * n + columns] += weight
  }
  for (let i = 0; i < n; i++) out[i * n + i] += 1
  return out
}

/**
 * Backtracking line search. Of a whole step, a half, a quarter … it takes the first that reduces the sum enough
 * (Armijo).
 *
 * @returns undefined when no step reduces the sum, because only rounding error is left
 */
function downhill(
  x: Matrix,
  labels: ArrayLike<number>,
  cost: ArrayLike<number>,
  from: Float64Array,
  direction: Float64Array,
  here: Slope,
) {
  const descent = here.slope.reduce((sum, value, i) => sum + value * direction[i], 0)
  for (let part = 1; part > 1e-6; part /= 2) {
    const plane = from.map((value, i) => value + part * direction[i])
    const there = slopeAt(x, labels, cost, plane)
    if (there.value < here.value + 1e-4 * part * descent) return { plane, there }
  }
  return undefined
}

const steepest = (slope: Float64Array) => slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

import type { Column } from '../market/bars.ts'
import { requireBars } from './period.ts'
import { runs } from './runs.ts'

/** Bandwidths after which the Gaussian is cut off: an older row would weigh less than e^−4.5, a ninetieth of the newest. */
export const gaussianReach = 3

/**
 * Nadaraya and Watson's kernel regression on time, one-sided: the mean of the values up to this row, each weighing
 * e^(−(age / bandwidth)² / 2). The usual drawing of it smooths every row with those after it too, and repaints its past; this one
 * never does.
 *
 * @param x         column in any unit
 * @param bandwidth bars, an integer ≥ 1; made of the last 3 · bandwidth rows
 * @returns in the unit of x; first defined row: 3 · bandwidth − 1
 * @see Nadaraya (1964), "On estimating regression"; Watson (1964), "Smooth regression analysis"
 */
export function kernelGaussian(x: Column, bandwidth: number): Float64Array {
  requireBars('kernelGaussian: bandwidth', bandwidth)
  return smoothed(x, gaussianWeights(bandwidth))
}

/**
 * The same with Epanechnikov's kernel: each value weighs 1 − (age / bandwidth)², and an age of one bandwidth nothing.
 *
 * @param x         column in any unit
 * @param bandwidth bars, an integer ≥ 1; made of as many rows
 * @returns in the unit of x; first defined row: bandwidth − 1
 * @see Epanechnikov (1969), "Non-parametric estimation of a multivariate probability density"
 */
export function kernelEpanechnikov(x: Column, bandwidth: number): Float64Array {
  requireBars('kernelEpanechnikov: bandwidth', bandwidth)
  return smoothed(x, epanechnikovWeights(bandwidth))
}

/** How much each row counts, by its age. */
export const gaussianWeights = (bandwidth: number): Float64Array =>
  weightsOf(gaussianReach * bandwidth, age => Math.exp(-((age / bandwidth) ** 2) / 2))

export const epanechnikovWeights = (bandwidth: number): Float64Array =>
  weightsOf(bandwidth, age => 1 - (age / bandwidth) ** 2)

const weightsOf = (rows: number, weightAt: (age: number) => number) =>
  Float64Array.from({ length: rows }, (_, age) => weightAt(age))

export const sumOf = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight, 0)

/** Summed as distances from the newest value, so a market that stands still has exactly its price as its mean. */
function smoothed(x: Column, weights: Float64Array): Float64Array {
  const rows = weights.length
  const total = sumOf(weights)
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (const [from, to] of runs(rows, x)) {
    for (let i = from + rows - 1; i < to; i++) {
      let distances = 0
      for (let age = 1; age < rows; age++) distances += weights[age] * (x[i - age] - x[i])
      out[i] = x[i] + distances / total
    }
  }
  return out
}

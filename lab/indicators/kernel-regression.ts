import type { Column } from '../market/bars.ts'
import { requireBars } from './period.ts'
import { runs } from './runs.ts'

/**
 * Age, in bandwidths, at which the Gaussian kernel is cut off. Older rows would weigh less than e^−4.5, a ninetieth of
 * the newest row.
 */
export const gaussianReach = 3

/**
 * One-sided Nadaraya-Watson kernel regression: the weighted mean of the values up to this row. The weight of a row is
 * e^(−(age / bandwidth)² / 2). The common two-sided version also uses later rows, so it repaints its past; the
 * one-sided version never repaints.
 *
 * @param x         column in any unit
 * @param bandwidth bars, an integer ≥ 1; the window is 3 · bandwidth rows
 * @returns in the unit of x; first defined row: 3 · bandwidth − 1
 * @see Nadaraya (1964), "On estimating regression"; Watson (1964), "Smooth regression analysis"
 */
export function kernelGaussian(x: Column, bandwidth: number): Float64Array {
  requireBars('kernelGaussian: bandwidth', bandwidth)
  return smoothed(x, gaussianWeights(bandwidth))
}

/**
 * One-sided Nadaraya-Watson kernel regression with Epanechnikov's kernel: weight 1 − (age / bandwidth)², which is 0
 * from an age of one bandwidth on.
 *
 * @param x         column in any unit
 * @param bandwidth bars, an integer ≥ 1; also the window
 * @returns in the unit of x; first defined row: bandwidth − 1
 * @see Epanechnikov (1969), "Non-parametric estimation of a multivariate probability density"
 */
export function kernelEpanechnikov(x: Column, bandwidth: number): Float64Array {
  requireBars('kernelEpanechnikov: bandwidth', bandwidth)
  return smoothed(x, epanechnikovWeights(bandwidth))
}

/** Gaussian weight of each row, indexed by its age in bars. */
export const gaussianWeights = (bandwidth: number): Float64Array =>
  weightsOf(gaussianReach * bandwidth, age => Math.exp(-((age / bandwidth) ** 2) / 2))

/** Epanechnikov weight of each row, indexed by its age in bars. */
export const epanechnikovWeights = (bandwidth: number): Float64Array =>
  weightsOf(bandwidth, age => 1 - (age / bandwidth) ** 2)

const weightsOf = (rows: number, weightAt: (age: number) => number) =>
  Float64Array.from({ length: rows }, (_, age) => weightAt(age))

/** Sum of the weights, by which a weighted sum is divided. */
export const sumOf = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight, 0)

/**
 * Weighted mean of each window. Differences from the newest value are summed, so that the mean of a constant price is
 * exactly that price.
 */
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

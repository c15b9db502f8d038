import type { Column } from '../market/bars.ts'
import { runs } from './runs.ts'

/**
 * Exponential smoothing, started from the mean of the first `period` values: each new value moves the average by the
 * fraction `alpha` of the distance between them.
 *
 * @returns in the unit of x; a NaN restarts the warm-up; first defined row: period − 1
 */
export function exponential(x: Column, period: number, alpha: number): Float64Array {
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (const [from, to] of runs(period, x)) {
    let mean = 0
    for (let k = 1; k <= period; k++) mean += (x[from + k - 1] - mean) / k
    out[from + period - 1] = mean
    for (let i = from + period; i < to; i++) out[i] = mean += alpha * (x[i] - mean)
  }
  return out
}

import type { Column } from '../market/bars.ts'
import { runs } from './runs.ts'

/**
 * Σ (x − x̄)(y − ȳ) over the last `period` rows, where x̄ and ȳ are the means of the window. Variance and correlation
 * are computed from it.
 *
 * Rounding errors do not accumulate, because the rows are summed in blocks as in `sma`: the two parts of a window are
 * joined by the formula for merging two samples. Large numbers are never subtracted from each other. For x = y the
 * result is never negative, and exactly 0 where the window is flat.
 *
 * @param period bars, an integer ≥ 1, already checked
 * @returns in the unit of x times that of y; first defined row: period − 1
 * @see Chan, Golub and LeVeque (1983), "Algorithms for computing the sample variance", formula 2.1
 */
export function rollingComoment(x: Column, y: Column, period: number): Float64Array {
  const out = new Float64Array(x.length).fill(Number.NaN)
  for (const [from, to] of runs(period, x, y)) {
    const tailX = new Float64Array(period)
    const tailY = new Float64Array(period)
    const tail = new Float64Array(period)
    let lastX = 0
    let lastY = 0
    for (let start = from; start < to; start += period) {
      const end = Math.min(start + period, to)
      // Means are stored as differences from the edge of the block, so that prices such as 100 000.01 and 100 000.02
      // keep all their digits.
      const [firstX, firstY] = [x[start], y[start]]
      let [meanX, meanY, head] = [0, 0, 0]
      for (let i = start; i < end; i++) {
        const k = i - start + 1
        const dx = x[i] - firstX - meanX
        const dy = y[i] - firstY - meanY
        head += (dx * dy * (k - 1)) / k
        meanX += dx / k
        meanY += dy / k
        if (i - from < period - 1) continue
        const older = period - k
        const apartX = meanX - tailX[older] + (firstX - lastX)
        const apartY = meanY - tailY[older] + (firstY - lastY)
        out[i] = head + tail[older] + (apartX * apartY * (older * k)) / period
      }
      if (end === to) break
      lastX = x[end - 1]
      lastY = y[end - 1]
      for (let a = 1; a < period; a++) {
        const dx = x[end - a] - lastX - tailX[a - 1]
        const dy = y[end - a] - lastY - tailY[a - 1]
        tail[a] = tail[a - 1] + (dx * dy * (a - 1)) / a
        tailX[a] = tailX[a - 1] + dx / a
        tailY[a] = tailY[a - 1] + dy / a
      }
    }
  }
  return out
}

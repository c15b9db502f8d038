import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireBars } from './period.ts'
import { rollingSum } from './rolling-sum.ts'
import { runs } from './runs.ts'
import { wilder } from './wilder.ts'

/**
 * Relative strength index: gains as a percentage of gains plus losses, from 0 (only losses) to 100 (only gains). Both
 * are smoothed with Wilder's average. 50 where the values did not change.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @returns 0…100; first defined row: period, because the first change needs two values
 * @see Wilder, "New Concepts in Technical Trading Systems" (1978), section VI
 */
export function rsiWilder(x: Column, period: number): Float64Array {
  requireBars('rsiWilder: period', period)
  const { gains, losses } = changes(x)
  return share(wilder(gains, period), wilder(losses, period))
}

/**
 * Relative strength index with simple means. Only the last `period` changes count, so the result does not depend on the
 * start of the history. 50 where the values did not change.
 *
 * @param x      column in any unit
 * @param period bars, an integer ≥ 1
 * @returns 0…100; first defined row: period
 * @see Cutler's RSI
 */
export function rsiCutler(x: Column, period: number): Float64Array {
  requireBars('rsiCutler: period', period)
  const { gains, losses } = changes(x)
  return share(rollingSum(gains, period), rollingSum(losses, period))
}

/** Gain and loss of each row against the previous, both ≥ 0; NaN where either row is unknown. */
function changes(x: Column) {
  const gains = new Float64Array(x.length).fill(Number.NaN)
  const losses = new Float64Array(x.length).fill(Number.NaN)
  for (const [from, to] of runs(2, x)) {
    for (let i = from + 1; i < to; i++) {
      const change = x[i] - x[i - 1]
      gains[i] = Math.max(change, 0)
      losses[i] = Math.max(-change, 0)
    }
  }
  return { gains, losses }
}

function share(gains: Float64Array, losses: Float64Array): Float64Array {
  return rowByRow(gains, (gain, i) => {
    const moved = gain + losses[i]
    return moved === 0 ? 50 : 100 * (gain / moved)
  })
}

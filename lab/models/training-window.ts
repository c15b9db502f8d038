import type { Column } from '../market/bars.ts'

/** Rows `[from, to)` that a fit may learn from. */
export interface TrainingWindow {
  readonly from: number
  readonly to: number
}

/**
 * The last `lookback` rows whose labels a fit at the close of row `at` may know.
 *
 * The label of row j is the return from the open of row j + 1 to that of row j + 1 + horizon: a decision at a close is filled at the next
 * open. Purged: no label ends after row `at`. Embargoed: another `horizon` rows lie between the end of the newest label and `at`, since
 * the columns of neighbouring rows look back over the same bars, and what is nearly the same row would otherwise be learned and asked.
 *
 * @returns `undefined` where history is too short
 */
export function trainingWindow(at: number, lookback: number, horizon: number): TrainingWindow | undefined {
  const to = at - 2 * horizon
  const from = to - lookback
  return from < 0 ? undefined : { from, to }
}

/** The row at whose open the label of row `row` ends, and with which it becomes known. */
export const labelEnd = (row: number, horizon: number): number => row + 1 + horizon

/**
 * What was to be learned: for each row of the window, the return that followed it, from open to open.
 *
 * @returns fractions, one a row of the window; NaN where the label ends after the last row of `open`
 */
export function followingReturns(open: Column, { from, to }: TrainingWindow, horizon: number): Float64Array {
  return Float64Array.from({ length: to - from }, (_, k) => {
    const row = from + k
    return labelEnd(row, horizon) < open.length ? open[labelEnd(row, horizon)] / open[row + 1] - 1 : Number.NaN
  })
}

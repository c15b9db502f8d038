import type { Column } from '../market/bars.ts'

/** Training rows `[from, to)`. */
export interface TrainingWindow {
  readonly from: number
  readonly to: number
}

/**
 * The last `lookback` rows that a fit at the close of row `at` may use.
 *
 * The label of row j is the return from the open of row j + 1 to the open of row j + 1 + horizon, because a decision at
 * a close is filled at the next open. Purging: no label ends after row `at`.
 *
 * Embargo: another `horizon` rows lie between the end of the newest label and `at`. Without it, nearly the same row
 * would be used for training and prediction, because the inputs of neighbouring rows overlap.
 *
 * @param lookback rows of the window
 * @param horizon  bars over which a label's return is measured
 * @returns `undefined` when the history is too short
 */
export function trainingWindow(at: number, lookback: number, horizon: number): TrainingWindow | undefined {
  const to = at - 2 * horizon
  const from = to - lookback
  return from < 0 ? undefined : { from, to }
}

/** Index of the row at whose open the label of row `row` ends and becomes known. */
export const labelEnd = (row: number, horizon: number): number => row + 1 + horizon

/**
 * The labels of the window: the return that followed each row, from open to open.
 *
 * @returns fractions, one per row of the window; NaN where the label ends after the last row of `open`
 */
export function followingReturns(open: Column, { from, to }: TrainingWindow, horizon: number): Float64Array {
  return Float64Array.from({ length: to - from }, (_, k) => {
    const row = from + k
    return labelEnd(row, horizon) < open.length ? open[labelEnd(row, horizon)] / open[row + 1] - 1 : Number.NaN
  })
}

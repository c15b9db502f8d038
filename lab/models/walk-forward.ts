import type { Column } from '../market/bars.ts'
import { type DurationMs, floorTo } from '../market/units.ts'
import { type TrainingWindow, trainingWindow } from './training-window.ts'

export interface WalkForward<Model> {
  /** Epoch ms, increasing. */
  readonly openTime: Column
  readonly interval: DurationMs
  /** Intervals from one refit to the next, counted from the epoch. */
  readonly cadence: number
  /** Rows that each fit learns from. */
  readonly lookback: number
  /** Rows that a label spans. */
  readonly horizon: number
  /**
   * What the rows of a window teach; `undefined`: nothing.
   *
   * @param refitTime opening of the row at which it is learned: a seed for chance which every run over the same market shares
   */
  fit(window: TrainingWindow, refitTime: number): Model | undefined
  predict(model: Model, row: number): number
}

/**
 * Learns again and again, each time from what was known by then, and predicts until the next time.
 *
 * A refit falls on the first row at or after each full `cadence` since the epoch, so that runs which start anywhere learn at the same
 * rows and forget after the same time: what a fit teaches, nothing included, holds until the next refit and no longer.
 *
 * @returns one prediction a row, made by the newest model at or before it; 0 where there is none
 */
export function walkForward<Model>(walk: WalkForward<Model>): Float64Array {
  const { openTime, lookback, horizon } = walk
  const out = new Float64Array(openTime.length)
  let model: Model | undefined
  for (let row = 0; row < out.length; row++) {
    if (isRefit(walk, row)) {
      const window = trainingWindow(row, lookback, horizon)
      model = window && walk.fit(window, openTime[row])
    }
    if (model !== undefined) out[row] = walk.predict(model, row)
  }
  return out
}

/** The first row of a history is none: whether another came before it in the same cadence is not known. */
function isRefit({ openTime, interval, cadence }: WalkForward<unknown>, row: number): boolean {
  const period = interval * cadence
  return row > 0 && floorTo(openTime[row], period) !== floorTo(openTime[row - 1], period)
}

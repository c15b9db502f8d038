import type { Column } from '../market/bars.ts'
import { type DurationMs, floorTo } from '../market/units.ts'
import { type TrainingWindow, trainingWindow } from './training-window.ts'

export interface WalkForward<Model> {
  /** Epoch ms, increasing. */
  readonly openTime: Column
  readonly interval: DurationMs
  /** Intervals between refits, counted from the epoch. */
  readonly cadence: number
  /** Rows of each training window. */
  readonly lookback: number
  /** Rows that a label spans. */
  readonly horizon: number
  /**
   * Fits a model on a window; `undefined` when the window teaches nothing.
   *
   * @param refitTime open time of the row at which the model is fitted; as part of the random seed, it makes every run
   *   over the same market equal
   */
  fit(window: TrainingWindow, refitTime: number): Model | undefined
  predict(model: Model, row: number): number
}

/**
 * Walk-forward prediction: refits repeatedly, each time on what was known by then, and predicts until the next refit.
 *
 * A refit happens at the first row at or after each full `cadence` since the epoch, so that runs with different starts
 * refit at the same rows. The result of a refit, even if there is none, is used until the next refit.
 *
 * @returns one prediction per row, by the newest model at or before it; 0 where there is none
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

/**
 * Whether a refit happens at a row. Never at the first row of a history: whether an earlier row of the same cadence
 * existed is unknown.
 */
function isRefit({ openTime, interval, cadence }: WalkForward<unknown>, row: number): boolean {
  const period = interval * cadence
  return row > 0 && floorTo(openTime[row], period) !== floorTo(openTime[row - 1], period)
}

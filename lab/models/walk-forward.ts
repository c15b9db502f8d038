import type { Column } from '../market/bars.ts'
import { type DurationMs, floorTo } from '../market/units.ts'
import { type TrainingWindow, trainingWindow } from './training-window.ts'

/** Input of a walk-forward prediction: timeline, schedule, and the model's functions. */
export interface WalkForward<Model> {
  /** Open time of each row, epoch ms, increasing. */
  readonly openTime: Column
  readonly interval: DurationMs
  /** Number of intervals between refits, counted from the epoch. */
  readonly cadence: number
  /** Number of rows in each training window. */
  readonly lookback: number
  /** Number of rows that a label spans: the return from one open to the open this many rows later. */
  readonly horizon: number
  /**
   * Fits a model on a window; `undefined` when the window has nothing to learn from.
   *
   * @param refitTime open time of the row at which the model is fitted, epoch ms. It is part of the random seed, so
   *   that all runs over the same market give the same model
   */
  fit(window: TrainingWindow, refitTime: number): Model | undefined
  /** Prediction for a row, from data known at its close. */
  predict(model: Model, row: number): number
}

/**
 * Walk-forward prediction: refits a model repeatedly on the data known at that time, and predicts until the next refit.
 *
 * A refit happens at the first row at or after each full `cadence` since the epoch, so that runs with different starts
 * refit at the same rows. A refit without a model also replaces the earlier model.
 *
 * @returns one prediction per row, from the newest refit at or before it; 0 where that refit gave no model
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
 * True if a refit happens at a row. The first row of a history is never a refit, because an earlier row of the same
 * period may exist outside the history.
 */
function isRefit({ openTime, interval, cadence }: WalkForward<unknown>, row: number): boolean {
  const period = interval * cadence
  return row > 0 && floorTo(openTime[row], period) !== floorTo(openTime[row - 1], period)
}

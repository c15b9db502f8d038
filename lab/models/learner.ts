import type { Bars, Column } from '../market/bars.ts'
import { type Frozen, type Learned, learnedOf } from './frozen.ts'
import { firstFeatureRow } from './learner-features.ts'
import { type Matrix, rowsOf } from './matrix.ts'
import { followingReturns, labelEnd, type TrainingWindow, trainingWindow } from './training-window.ts'
import { walkForward } from './walk-forward.ts'

/** Length of the predicted return, in bars. */
export const horizon = 5

/** Size and frequency of the fits. */
export interface Schedule {
  /** Number of rows in each training window. */
  readonly lookback: number
  /** Number of bars between refits. */
  readonly cadence: number
}

/** A kind of model: its fit and its predictions. */
export interface Method<State> {
  /**
   * Fits the model.
   *
   * @param rows      input columns, one row per bar
   * @param returns   the return that follows each row, over `horizon` bars; the model learns to predict it
   * @param refitTime epoch ms; part of the random seed
   * @returns the state as plain JSON; `undefined` when the rows teach the model nothing
   */
  fit(rows: Matrix, returns: Float64Array, refitTime: number): State | undefined
  /** Makes a predictor from a state. It maps a one-row matrix to a signal, −1 to +1, or to NaN for no signal. */
  predictor(state: State): (row: Matrix) => number
}

/**
 * Warm-up of `signals` in bars. The newest refit is less than `cadence` bars back, and its window begins up to
 * `lookback` plus two horizons before it. In addition, the columns have a warm-up of their own. A frozen model needs
 * only the warm-up of the columns.
 */
export const signalWarmup = ({ lookback, cadence }: Schedule, frozen: boolean): number =>
  firstFeatureRow + 1 + (frozen ? 0 : lookback + 2 * horizon + cadence)

/**
 * The signals of a model, bar by bar. Without `frozen`, the model is refitted on trailing windows. With `frozen`, the
 * frozen model predicts all bars, and nothing is fitted.
 *
 * @returns one signal per row, −1 to +1. NaN where the model gives no signal or a column is unknown; 0 where there is
 *   no model, and in the training period of a frozen model
 */
export function signals<State>(
  bars: Bars,
  columns: readonly Column[],
  schedule: Schedule,
  method: Method<State>,
  frozen?: Frozen<State>,
): Float64Array {
  type Predictor = ReturnType<typeof method.predictor>
  const predict = (say: Predictor, row: number) => {
    const seen = rowsOf(columns, row, row + 1)
    return seen ? say(seen) : Number.NaN
  }
  if (frozen) {
    const learned = learnedOf(frozen, bars.symbol)
    const out = new Float64Array(bars.close.length)
    if (!learned) return out
    const say = method.predictor(learned.state)
    // The frozen model was trained on the outcomes of its training period, so it gives no signal there.
    return out.map((_, row) => (bars.openTime[row] < learned.to ? 0 : predict(say, row)))
  }
  return walkForward<Predictor>({
    ...{ openTime: bars.openTime, interval: bars.interval, horizon, ...schedule, predict },
    fit: (window, refitTime) => {
      const state = taught(bars, columns, window, refitTime, method)
      return state === undefined ? undefined : method.predictor(state)
    },
  })
}

/** Fits the model once, at the last bar; `undefined` when the history is too short or the fit learns nothing. */
export function learn<State>(
  bars: Bars,
  columns: readonly Column[],
  { lookback }: Pick<Schedule, 'lookback'>,
  method: Method<State>,
): Learned<State> | undefined {
  const { openTime } = bars
  const last = openTime.length - 1
  const window = trainingWindow(last, lookback, horizon)
  const state = window && taught(bars, columns, window, openTime[last], method)
  if (!window || state === undefined) return undefined
  return { from: openTime[window.from], to: openTime[labelEnd(window.to - 1, horizon)], rows: lookback, state }
}

function taught<State>(
  bars: Bars,
  columns: readonly Column[],
  window: TrainingWindow,
  refitTime: number,
  method: Method<State>,
): State | undefined {
  const rows = rowsOf(columns, window.from, window.to)
  return rows && method.fit(rows, followingReturns(bars.open, window, horizon), refitTime)
}

import type { Bars, Column } from '../market/bars.ts'
import { type Frozen, type Learned, learnedOf } from './frozen.ts'
import { firstFeatureRow } from './learner-features.ts'
import { type Matrix, rowsOf } from './matrix.ts'
import { followingReturns, labelEnd, type TrainingWindow, trainingWindow } from './training-window.ts'
import { walkForward } from './walk-forward.ts'

/** Bars whose return is learned. */
export const horizon = 5

export interface Schedule {
  /** Rows that each fit learns from. */
  readonly lookback: number
  /** Bars from one refit to the next. */
  readonly cadence: number
}

/** How a kind of model learns, and what it says. */
export interface Method<State> {
  /**
   * @param rows      what was seen
   * @param returns   what followed, one a row
   * @param refitTime epoch ms, a seed for chance
   * @returns plain JSON; `undefined` where there is nothing to learn
   */
  fit(rows: Matrix, returns: Float64Array, refitTime: number): State | undefined
  /** Makes what says of a matrix of one row: −1 to +1, or NaN where it has nothing to say. */
  speaker(state: State): (row: Matrix) => number
}

/**
 * Bars after which older ones no longer change `signals`. The newest refit lies less than a cadence back, its window less than a lookback
 * and two horizons before it, and the columns of that window need their own first row; what is frozen needs only the last.
 */
export const signalWarmup = ({ lookback, cadence }: Schedule, frozen: boolean): number =>
  firstFeatureRow + 1 + (frozen ? 0 : lookback + 2 * horizon + cadence)

/**
 * What a method says, bar by bar: learning on trailing windows, or, given what it had learned at one moment, no more.
 *
 * @returns one a row: −1 to +1; NaN where the model has nothing to say or a column is missing; 0 where there is no model, and
 *   where a frozen one has learned from
 */
export function signals<State>(
  bars: Bars,
  columns: readonly Column[],
  schedule: Schedule,
  method: Method<State>,
  frozen?: Frozen<State>,
): Float64Array {
  type Speaker = ReturnType<typeof method.speaker>
  const predict = (say: Speaker, row: number) => {
    const seen = rowsOf(columns, row, row + 1)
    return seen ? say(seen) : Number.NaN
  }
  if (frozen) {
    const learned = learnedOf(frozen, bars.symbol)
    const out = new Float64Array(bars.close.length)
    if (!learned) return out
    const say = method.speaker(learned.state)
    // Of the time that it has learned from it would speak as one who was there.
    return out.map((_, row) => (bars.openTime[row] < learned.to ? 0 : predict(say, row)))
  }
  return walkForward<Speaker>({
    ...{ openTime: bars.openTime, interval: bars.interval, horizon, ...schedule, predict },
    fit: (window, refitTime) => {
      const state = taught(bars, columns, window, refitTime, method)
      return state === undefined ? undefined : method.speaker(state)
    },
  })
}

/** What a refit at the last of these bars learns; `undefined` where history is too short or teaches nothing. */
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

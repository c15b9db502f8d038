import { dailyReturns } from '../backtest/daily.ts'
import type { Outcome } from '../market/outcome.ts'
import { day, type EpochMs, showTime } from '../market/units.ts'

/**
 * Daily returns with one row for every UTC day in `[from, to)`, so that strategies can be compared row by row. A day
 * without a bar is NaN. The gain or loss since the last known day is part of the next known day, so the total is right.
 *
 * @param from UTC midnight, like `to`
 * @throws RangeError if a bound is not midnight, or if a bar closes outside of the range
 */
export function returnsByDay(
  outcome: Pick<Outcome, 'cash' | 'time' | 'equity'>,
  from: EpochMs,
  to: EpochMs,
): Float64Array {
  for (const at of [from, to]) {
    if (at % day !== 0) throw new RangeError(`returnsByDay: ${showTime(at)} is inside a day, expected UTC midnight`)
  }
  const out = new Float64Array((to - from) / day).fill(Number.NaN)
  // A bar that closes at midnight belongs to the day that ends there.
  const rows = new Set(Array.from(outcome.time, closes => Math.floor((closes - 1 - from) / day)))
  const returns = dailyReturns(outcome)
  for (const [k, row] of [...rows].entries()) {
    if (row >= 0 && row < out.length) out[row] = returns[k]
    else
      throw new RangeError(
        `returnsByDay: a bar closes ${row} days after ${showTime(from)}, expected 0…${out.length - 1}`,
      )
  }
  return out
}

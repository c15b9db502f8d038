import { dailyReturns } from '../../backtest/daily.ts'
import { maxDrawdown } from '../../backtest/drawdown.ts'
import { annualised, daysPerYear, sharpe } from '../../backtest/sharpe.ts'
import type { Trade } from '../../market/trades.ts'
import { day } from '../../market/units.ts'
import type { GateContext } from './gate.ts'

/**
 * Daily returns by time: `train`, and `seen`, which joins training and validation. If the locked test was opened,
 * `unseen` joins validation and test.
 */
export function dailyOf({ outcomes: { train, validation, test } }: Pick<GateContext, 'outcomes'>) {
  const known = [train, validation].map(dailyReturns)
  return {
    train: known[0],
    validation: known[1],
    seen: Float64Array.of(...known[0], ...known[1]),
    ...(test && { unseen: Float64Array.of(...known[1], ...dailyReturns(test)) }),
  }
}

/** Trades of training and validation. */
export const tradesOf = ({ outcomes: { train, validation } }: Pick<GateContext, 'outcomes'>): readonly Trade[] => [
  ...train.trades,
  ...validation.trades,
]

/** Annual Sharpe ratio: that of the daily returns × √365. Undefined if the daily one is. */
export function annualSharpe(daily: Float64Array): number | undefined {
  const ratio = sharpe(daily)
  return ratio === undefined ? undefined : annualised(ratio, daysPerYear)
}

/** Total return from consecutive daily returns, as a fraction. */
export const growth = (daily: ArrayLike<number>): number => {
  let wealth = 1
  for (let i = 0; i < daily.length; i++) wealth *= 1 + daily[i]
  return wealth - 1
}

/** Deepest drawdown of an account with these daily returns, as a positive fraction. */
export function drawdownOf(daily: ArrayLike<number>): number {
  let wealth = 1
  return maxDrawdown(
    1,
    Float64Array.from(daily, x => {
      wealth *= 1 + x
      return wealth
    }),
  )
}

/** Start of the UTC day of each daily return. A bar that closes at midnight belongs to the day that ends there. */
export function daysOf(time: ArrayLike<number>): readonly number[] {
  const days = new Set<number>()
  for (let i = 0; i < time.length; i++) days.add(Math.floor((time[i] - 1) / day) * day)
  return [...days]
}

import { dailyReturns } from '../../backtest/daily.ts'
import { annualised, daysPerYear, sharpe } from '../../backtest/sharpe.ts'
import type { Trade } from '../../market/trades.ts'
import type { Look } from './gate.ts'

/** Daily returns of training and validation, one after the other, and of the locked test where it has been opened. */
export function dailyOf({ outcomes: { train, validation, test } }: Pick<Look, 'outcomes'>) {
  const known = [train, validation].map(dailyReturns)
  return {
    train: known[0],
    validation: known[1],
    seen: Float64Array.of(...known[0], ...known[1]),
    ...(test && { unseen: Float64Array.of(...known[1], ...dailyReturns(test)) }),
  }
}

/** Trades of training and validation. */
export const tradesOf = ({ outcomes: { train, validation } }: Pick<Look, 'outcomes'>): readonly Trade[] => [
  ...train.trades,
  ...validation.trades,
]

/** Of daily returns, × √365. */
export function annualSharpe(daily: Float64Array): number | undefined {
  const ratio = sharpe(daily)
  return ratio === undefined ? undefined : annualised(ratio, daysPerYear)
}

/** Growth of a wallet whose days followed each other. */
export const growth = (daily: ArrayLike<number>): number => {
  let wealth = 1
  for (let i = 0; i < daily.length; i++) wealth *= 1 + daily[i]
  return wealth - 1
}

/** Deepest loss from a height, of daily returns. */
export function drawdownOf(daily: ArrayLike<number>): number {
  let [wealth, height, deepest] = [1, 1, 0]
  for (let i = 0; i < daily.length; i++) {
    wealth *= 1 + daily[i]
    height = Math.max(height, wealth)
    deepest = Math.max(deepest, 1 - wealth / height)
  }
  return deepest
}

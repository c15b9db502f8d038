/** Results of an account: returns, Sharpe ratios, drawdowns. */

export { dailyReturns } from '../backtest/daily.ts'
export { drawdowns, longestUnderWater, maxDrawdown } from '../backtest/drawdown.ts'
export type { Metrics } from '../backtest/metrics.ts'
export { annualised, daysPerYear, deviation, mean, sharpe, sortino } from '../backtest/sharpe.ts'

import type { Feature } from './feature.ts'

/** Returns over different horizons: with hourly bars, from an hour to a week. */
export const returns: readonly Feature[] = [1, 4, 12, 24, 72, 168].map(period => ({
  name: `return_${period}`,
  family: 'returns',
  formula: `ln(close / close ${period === 1 ? 'of the bar' : `${period} bars`} before)`,
  unit: 'log return',
  window: period + 1,
  compute: ({ bars }, { logReturns }) => logReturns(bars.close, period),
}))

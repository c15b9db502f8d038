import { rollingSum } from '../../indicators/rolling-sum.ts'
import { sma } from '../../indicators/sma.ts'
import type { Column } from '../../market/bars.ts'
import type { Feature } from './feature.ts'
import { ownReturns } from './own-returns.ts'
import { quotient } from './quotient.ts'

/** Features of volatility: the strength of price moves, and the share of falling moves. */
export const volatility: readonly Feature[] = [
  deviation(24),
  deviation(168),
  {
    name: 'volatility_24_to_168',
    family: 'volatility',
    formula: 'volatility_24 / volatility_168; unknown where nothing moved',
    unit: 'ratio',
    window: 169,
    compute: (view, { rollingStd }) =>
      quotient(rollingStd(ownReturns(view.bars), 24), rollingStd(ownReturns(view.bars), 168)),
  },
  {
    name: 'true_range_24',
    family: 'volatility',
    formula: 'mean over 24 bars of (max(high, close before) − min(low, close before)), divided by close',
    unit: 'fraction',
    window: 25,
    // Unlike a return, the true range exists on the first bar, which has no previous close.
    first: 23,
    compute: ({ bars: { high, low, close } }, { trueRange, sma }) =>
      quotient(sma(trueRange(high, low, close), 24), close),
  },
  {
    name: 'parkinson_24',
    family: 'volatility',
    formula: '√(mean of ln(high / low)² over 24 bars / (4 ln 2))',
    unit: 'log return',
    window: 24,
    compute: ({ bars }) => parkinson(bars.high, bars.low, 24),
  },
  {
    name: 'downside_share_72',
    family: 'volatility',
    formula: 'sum of r² over the falling ones of 72 bars / sum of r² over all of them; 0.5 where nothing moved',
    unit: '0…1',
    window: 73,
    compute: view => downsideShare(ownReturns(view.bars), 72),
  },
]

function deviation(period: number): Feature {
  return {
    name: `volatility_${period}`,
    family: 'volatility',
    formula: `standard deviation of r over ${period} bars (ddof 1)`,
    unit: 'log return',
    window: period + 1,
    compute: (view, { rollingStd }) => rollingStd(ownReturns(view.bars), period),
  }
}

/** @see Parkinson (1980), "The extreme value method for estimating the variance of the rate of return" */
function parkinson(high: Column, low: Column, period: number): Float64Array {
  const squares = Float64Array.from(high, (top, i) => Math.log(top / low[i]) ** 2)
  return sma(squares, period).map(mean => Math.sqrt(mean / (4 * Math.LN2)))
}

/** Sum of squared falls / sum of all squares, over `period` rows; 0.5 where nothing moved. */
function downsideShare(steps: Column, period: number): Float64Array {
  const squares = Float64Array.from(steps, step => step * step)
  const all = rollingSum(squares, period)
  const fallen = rollingSum(
    squares.map((square, i) => (steps[i] > 0 ? 0 : square)),
    period,
  )
  return fallen.map((part, i) => (all[i] === 0 ? 0.5 : part / all[i]))
}

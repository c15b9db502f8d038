import { rollingSum } from '../../indicators/rolling-sum.ts'
import { sma } from '../../indicators/sma.ts'
import type { Column } from '../../market/bars.ts'
import type { Feature } from './feature.ts'
import { quotient } from './quotient.ts'

/** Features of momentum: the recent strength of rises against falls, and its change. */
export const momentum: readonly Feature[] = [
  {
    name: 'rsi_14',
    family: 'momentum',
    formula: 'gains / (gains + losses), sums of the changes of close over 14 bars (Cutler); 0.5 where nothing moved',
    unit: '0…1',
    window: 15,
    compute: ({ bars }, { rsiCutler }) => ofHundred(rsiCutler(bars.close, 14)),
  },
  {
    name: 'stochastic_14',
    family: 'momentum',
    formula:
      'mean over 3 bars of (close − lowest low) / (highest high − lowest low) over 14 bars; 0.5 where both are equal',
    unit: '0…1',
    window: 16,
    compute: ({ bars: { high, low, close } }, { stochastic }) => ofHundred(stochastic(high, low, close, 14, 3, 1).k),
  },
  {
    name: 'macd_histogram',
    family: 'momentum',
    formula: '(m − EMA of m over 9 bars) / close, where m = EMA of close over 12 bars − EMA of close over 26 bars',
    unit: 'fraction',
    window: 320,
    first: 33,
    fades: true,
    compute: ({ bars }, { macd }) => quotient(macd(bars.close, 12, 26, 9).histogram, bars.close),
  },
  {
    name: 'efficiency_24',
    family: 'momentum',
    formula:
      'sum of ln(close / close before) / sum of the absolute values of the same over 24 bars; 0 where nothing moved',
    unit: '−1…+1',
    window: 25,
    compute: ({ bars }, { logReturns }) => efficiency(logReturns(bars.close, 1), 24),
  },
  {
    name: 'acceleration_12',
    family: 'momentum',
    formula: 'ln(close / close 12 bars before) − its own value 12 bars before',
    unit: 'log return',
    window: 25,
    compute: ({ bars }, { logReturns }) => {
      const gone = logReturns(bars.close, 12)
      return Float64Array.from(gone, (now, i) => now - gone[i - 12])
    },
  },
  {
    name: 'share_rising_24',
    family: 'momentum',
    formula: 'share of 24 bars that closed above the close before; a bar that closed at it counts half',
    unit: '0…1',
    window: 25,
    compute: ({ bars }, { logReturns }) =>
      sma(
        Float64Array.from(logReturns(bars.close, 1), step => (1 + Math.sign(step)) / 2),
        24,
      ),
  },
]

/** Converts percentage points to fractions. */
const ofHundred = (column: Column) => Float64Array.from(column, points => points / 100)

/**
 * Efficiency ratio with the sign of the move, −1…+1: net move / sum of the absolute steps; 0 where nothing moved.
 *
 * @see Kaufman, "Trading Systems and Methods", chapter 17, where the ratio has no sign
 */
function efficiency(steps: Column, period: number): Float64Array {
  const path = rollingSum(
    Float64Array.from(steps, step => Math.abs(step)),
    period,
  )
  return rollingSum(steps, period).map((gone, i) => (path[i] === 0 ? 0 : gone / path[i]))
}

import { requireEqualLengths } from '../../indicators/lengths.ts'
import type { Indicators } from '../../indicators/memo.ts'
import type { Column } from '../../market/bars.ts'
import { rowByRow } from '../../market/row-by-row.ts'
import type { ScalingInput } from './scaling.ts'

/**
 * The share of a full position that equals a fraction of the Kelly bet f*. The bet is estimated from the signal's
 * recent earnings, each bar's return times the exposure wanted at the previous close: f* = mean / variance.
 *
 * Costs are ignored, because they depend on how often the exposure is traded, which is decided later. The estimate is
 * noisy: from 500 hourly returns of 1 % each, f* is known to ±4.5, several times the value of a good idea. The
 * multiplier accounts for both.
 *
 * @param multiplier fraction of f* to use, > 0
 * @param window     bars, an integer ≥ 2
 * @returns any number, negative where the signal has lost; NaN where nothing was held; first defined row: window
 * @see Thorp (2006), "The Kelly criterion in blackjack, sports betting and the stock market", Handbook of Asset and
 *   Liability Management 1, section 7.1, with cash that earns nothing
 */
export function kellyShare(
  { bars, signal, fraction }: Pick<ScalingInput, 'bars' | 'signal' | 'fraction'>,
  multiplier: number,
  window: number,
  { simpleReturns, sma, rollingStd }: Pick<Indicators, 'simpleReturns' | 'sma' | 'rollingStd'>,
): Float64Array {
  requireEqualLengths('kellyShare', { close: bars.close, signal })
  const earned = earnings(signal, simpleReturns(bars.close, 1))
  const mean = sma(earned, window)
  const deviation = rollingStd(earned, window)
  return rowByRow(mean, (average, i) =>
    deviation[i] > 0 ? (multiplier * average) / deviation[i] ** 2 / fraction : Number.NaN,
  )
}

const earnings = (signal: Column, returns: Column) =>
  rowByRow(returns, (value, i) => (i === 0 ? Number.NaN : signal[i - 1] * value))

import { requireEqualLengths } from '../../indicators/lengths.ts'
import type { Indicators } from '../../indicators/memo.ts'
import type { Column } from '../../market/bars.ts'
import { rowByRow } from '../../market/row-by-row.ts'
import type { ScalingInput } from './scaling.ts'

/**
 * Part of a full position that a share of Kelly's fraction asks for, by what the signal has earned of late: each bar's return times the
 * exposure wanted at the close before it, which is when it is ordered. Of what it earned, f* = mean / variance.
 *
 * Costs are left out: they depend on how often the exposure is acted upon, which is decided after this. Luck is not: of 500 hours that
 * move by 1 % each, f* is known to ±4.5, several times what a good idea is worth. The multiplier is there for both.
 *
 * @param multiplier share of f* that is taken, > 0
 * @param window     bars, an integer ≥ 2
 * @returns any number, below 0 where the signal has lost; NaN where it has held nothing; first defined row: window
 * @see Thorp (2006), "The Kelly criterion in blackjack, sports betting and the stock market", Handbook of Asset and Liability
 *   Management 1, section 7.1, with cash that earns nothing
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

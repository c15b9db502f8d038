import { expectedMaximum } from './maximum.ts'
import type { Shape } from './moments.ts'
import { normalQuantile } from './normal.ts'
import { spread } from './sharpe-error.ts'

/**
 * Minimum track record length: number of returns T from which a Sharpe ratio is above a benchmark with the given
 * confidence. By the 2012 convention, the standard error is at the observed ratio, over T − 1.
 *
 * @param sharpe     observed Sharpe ratio per period, not annualised
 * @param benchmark  Sharpe ratio per period
 * @param confidence probability, such as 0.95
 * @returns number of returns, not rounded; undefined if the ratio is not above the benchmark
 * @see Bailey and López de Prado, "The Sharpe ratio efficient frontier", 2012, "minimum track record length"
 */
export function minimumTrackRecord2012(
  sharpe: number,
  shape: Shape,
  benchmark = 0,
  confidence = 0.95,
): number | undefined {
  const length = lengthFor(sharpe, benchmark, confidence, spread(sharpe, shape))
  return length === undefined ? undefined : 1 + length
}

/**
 * Minimum track record length by the 2025 convention, otherwise like `minimumTrackRecord2012`. The standard error is
 * at the benchmark, over T.
 *
 * @param autocorrelation of the returns, first order, −1…1
 */
export function minimumTrackRecord2025(
  sharpe: number,
  shape: Shape,
  benchmark = 0,
  confidence = 0.95,
  autocorrelation = 0,
): number | undefined {
  return lengthFor(sharpe, benchmark, confidence, spread(benchmark, shape, autocorrelation))
}

function lengthFor(sharpe: number, benchmark: number, confidence: number, variance: number): number | undefined {
  if (!(sharpe > benchmark) || !(variance > 0)) return undefined
  return variance * (normalQuantile(confidence) / (sharpe - benchmark)) ** 2
}

/**
 * Minimum backtest length in years. In a backtest of this length, the best of N trials without skill is expected to
 * reach this Sharpe ratio. A shorter backtest with that ratio proves nothing.
 *
 * @param tries        number of trials, N
 * @param sharpeAnnual annualised Sharpe ratio
 * @see Bailey, Borwein, López de Prado and Zhu, "Pseudo-mathematics and financial charlatanism", 2014
 */
export const minimumBacktestYears = (tries: number, sharpeAnnual: number): number =>
  (expectedMaximum(tries) / sharpeAnnual) ** 2

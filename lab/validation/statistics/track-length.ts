import { expectedMaximum } from './maximum.ts'
import type { Shape } from './moments.ts'
import { normalQuantile } from './normal.ts'
import { spread } from './sharpe-error.ts'

/**
 * Minimum track record length: number of returns needed to be confident that a Sharpe ratio is above a benchmark, both
 * per period. By the 2012 convention: standard error at the observed ratio, with T − 1.
 *
 * @param confidence such as 0.95
 * @returns number of returns; undefined if the ratio is not above the benchmark
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

/** As `minimumTrackRecord2012`, by the 2025 convention: standard error at the benchmark, with T. */
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
 * Minimum backtest length: years in which the best of N trials without skill is expected to show this annual Sharpe
 * ratio. A shorter backtest proves nothing.
 *
 * @see Bailey, Borwein, López de Prado and Zhu, "Pseudo-mathematics and financial charlatanism", 2014
 */
export const minimumBacktestYears = (tries: number, sharpeAnnual: number): number =>
  (expectedMaximum(tries) / sharpeAnnual) ** 2

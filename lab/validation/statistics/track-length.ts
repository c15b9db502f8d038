import { expectedMaximum } from './maximum.ts'
import type { Shape } from './moments.ts'
import { normalQuantile } from './normal.ts'
import { spread } from './sharpe-error.ts'

/**
 * Returns that must have been seen before a Sharpe ratio is believed to be above a benchmark, both per period. Standard error at the
 * observed ratio, as in 2012; the one that T − 1 leaves out is counted.
 *
 * @param confidence such as 0.95
 * @returns periods; undefined where the ratio is not above the benchmark: no length would do
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

/** The same with the standard error of 2025: at the benchmark, T. */
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
 * Years of history below which the best of N tries without skill is expected to show such an annual Sharpe ratio.
 *
 * @see Bailey, Borwein, López de Prado and Zhu, "Pseudo-mathematics and financial charlatanism", 2014
 */
export const minimumBacktestYears = (tries: number, sharpeAnnual: number): number =>
  (expectedMaximum(tries) / sharpeAnnual) ** 2

import { type TimeInput, timeOf } from '../market/time-input.ts'
import type { AlignedReturns } from '../regimes/aligned-returns.ts'
import { type CorrelationMatrix, correlationMatrix as matrixAt } from '../regimes/correlation-matrix.ts'
import type { CorrelationWindow } from '../regimes/correlation-strength.ts'

interface CorrelationOptions extends CorrelationWindow {
  /** Only bars that had closed by then; absent: all. */
  readonly at?: TimeInput
  /** Of the returns, or of their ranks; `pearson` when absent. */
  readonly method?: 'pearson' | 'spearman'
}

/**
 * Correlations of every symbol with every other over the last `period` rows.
 *
 * @throws RangeError with more than 50 symbols, or an invalid window
 */
export const correlationMatrix = (
  returns: AlignedReturns,
  { at, method, ...window }: CorrelationOptions,
): CorrelationMatrix => matrixAt(returns, at === undefined ? Number.POSITIVE_INFINITY : timeOf(at), window, method)

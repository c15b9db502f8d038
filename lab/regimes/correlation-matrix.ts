import { rowAt } from '../market/bars.ts'
import type { EpochMs } from '../market/units.ts'
import type { AlignedReturns } from './aligned-returns.ts'
import { type CorrelationWindow, requireFew } from './correlation-strength.ts'
import { requireWindow } from './pair-correlation.ts'
import { correlationAt } from './rank-correlation.ts'

/** Correlation of every pair of symbols at one moment. Row and column k belong to symbol k. */
export interface CorrelationMatrix {
  readonly symbols: readonly string[]
  /** Open time of the newest bar used; undefined when no bar had closed. */
  readonly t: EpochMs | undefined
  /** Correlation, −1…+1; 1 on the diagonal. NaN where a pair has too few common rows, or a symbol did not move. */
  readonly rho: readonly Float64Array[]
  /** Number of common rows of each pair. */
  readonly points: readonly Float64Array[]
}

/**
 * Correlations over the last `period` rows whose bars had closed by `at`.
 *
 * @param method Pearson's of the returns, or Spearman's of their ranks
 * @throws RangeError with more than 50 symbols, or an invalid window
 */
export function correlationMatrix(
  market: AlignedReturns,
  at: number,
  { period, least }: CorrelationWindow,
  method: 'pearson' | 'spearman' = 'pearson',
): CorrelationMatrix {
  requireWindow('correlationMatrix', period, least)
  requireFew('correlationMatrix', market)
  const { symbols, returns, openTime, interval } = market
  // Half a millisecond is added so that a bar that closes exactly at `at` counts as closed.
  const row = rowAt({ openTime }, at - interval + 0.5) - 1
  const square = () => symbols.map(() => new Float64Array(symbols.length).fill(Number.NaN))
  const [rho, points] = [square(), square()]
  for (let a = 0; a < symbols.length; a++) {
    for (let b = a; b < symbols.length; b++) {
      const found = correlationAt(returns[a], returns[b], row, period, least, method)
      // The diagonal is exactly 1 where the symbol is known at all.
      rho[a][b] = rho[b][a] = a === b && !Number.isNaN(found.rho) ? 1 : found.rho
      points[a][b] = points[b][a] = found.points
    }
  }
  return { symbols, t: row < 0 ? undefined : (openTime[row] as EpochMs), rho, points }
}

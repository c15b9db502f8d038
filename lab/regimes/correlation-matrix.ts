import { rowAt } from '../market/bars.ts'
import type { EpochMs } from '../market/units.ts'
import type { AlignedReturns } from './aligned-returns.ts'
import { type CorrelationWindow, requireFew } from './correlation-strength.ts'
import { requireWindow } from './pair-correlation.ts'
import { correlationAt } from './rank-correlation.ts'

/** Every symbol against every other, as known at one moment. Row and column k are those of symbol k. */
export interface CorrelationMatrix {
  readonly symbols: readonly string[]
  /** When the newest bar in it opened; undefined when none had closed. */
  readonly t: EpochMs | undefined
  /** −1…+1, 1 with itself; NaN with too few points in common, and for what stands still. */
  readonly rho: readonly Float64Array[]
  /** How many points each is made of. */
  readonly points: readonly Float64Array[]
}

/**
 * Correlations over the last `period` rows whose bars had closed by `at`.
 *
 * @param method Pearson's of the returns, or Spearman's of their ranks
 * @throws RangeError with more than 50 symbols, or a window that is none
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
  // Half a millisecond more: a bar that closes at that very moment has closed.
  const row = rowAt({ openTime }, at - interval + 0.5) - 1
  const square = () => symbols.map(() => new Float64Array(symbols.length).fill(Number.NaN))
  const [rho, points] = [square(), square()]
  for (let a = 0; a < symbols.length; a++) {
    for (let b = a; b < symbols.length; b++) {
      const found = correlationAt(returns[a], returns[b], row, period, least, method)
      // A symbol is its own twin to the last digit, if it is known at all.
      rho[a][b] = rho[b][a] = a === b && !Number.isNaN(found.rho) ? 1 : found.rho
      points[a][b] = points[b][a] = found.points
    }
  }
  return { symbols, t: row < 0 ? undefined : (openTime[row] as EpochMs), rho, points }
}

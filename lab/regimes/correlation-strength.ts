import type { AlignedReturns } from './aligned-returns.ts'
import { pairCorrelation, requireWindow } from './pair-correlation.ts'

/** Window over which returns are correlated. */
export interface CorrelationWindow {
  /** Rows, an integer ≥ 2; usual: 60. */
  readonly period: number
  /**
   * Minimum number of rows in the window where both returns are known, 2…period; usual: 30. With fewer, the pair's
   * correlation is unknown.
   */
  readonly least: number
}

/** Limit on the number of symbols, because the number of pairs grows with its square. */
const mostSymbols = 50

export interface CorrelationStrength {
  /** Mean absolute correlation of the known pairs, 0…1; NaN where no pair is known. */
  readonly strength: Float64Array
  /** Number of pairs with a known correlation. */
  readonly pairs: Float64Array
}

/**
 * How closely the symbols of a market move together, at each row.
 *
 * @param around symbol whose pairs alone are counted; default: every pair is counted
 * @returns one value per row; first defined row: `least`, because row 0 has no return
 * @throws RangeError with more than 50 symbols, with an invalid window, or when `around` is not in the market
 */
export function correlationStrength(
  market: AlignedReturns,
  { period, least }: CorrelationWindow,
  around?: string,
): CorrelationStrength {
  requireWindow('correlationStrength', period, least)
  requireFew('correlationStrength', market)
  const { symbols, returns, openTime } = market
  if (around !== undefined && !symbols.includes(around)) {
    throw new RangeError(`correlationStrength: ${around} is not in the market, expected one of ${symbols.join(', ')}`)
  }
  const pairs = new Float64Array(openTime.length)
  const sum = new Float64Array(openTime.length)
  for (let a = 0; a < symbols.length; a++) {
    for (let b = a + 1; b < symbols.length; b++) {
      if (around !== undefined && symbols[a] !== around && symbols[b] !== around) continue
      const rho = pairCorrelation(returns[a], returns[b], period, least)
      for (let i = 0; i < rho.length; i++) {
        if (Number.isNaN(rho[i])) continue
        sum[i] += Math.abs(rho[i])
        pairs[i]++
      }
    }
  }
  return { strength: sum.map((total, i) => (pairs[i] > 0 ? total / pairs[i] : Number.NaN)), pairs }
}

/** @throws RangeError when the market has more than 50 symbols */
export function requireFew(who: string, { symbols }: AlignedReturns): void {
  if (symbols.length <= mostSymbols) return
  throw new RangeError(`${who}: the market has ${symbols.length} symbols, expected at most ${mostSymbols}`)
}

import type { Column } from '../../market/bars.ts'

/** Number and volatility of a column of returns. */
export interface Spread {
  /** Number of known rows. */
  readonly points: number
  /** Standard deviation per row, divisor points − 1; 0 for a constant column, NaN with fewer than two rows. */
  readonly volatilityPerRow: number
}

/** @param returns in any unit, NaN where unknown */
export function spread(returns: Column): Spread {
  const known = Float64Array.from(returns).filter(Number.isFinite)
  const points = known.length
  if (points < 2) return { points, volatilityPerRow: Number.NaN }
  const mean = known.reduce((sum, value) => sum + value, 0) / points
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { points, volatilityPerRow: isConstant(squares, mean, points) ? 0 : Math.sqrt(squares / (points - 1)) }
}

/**
 * Whether squared deviations are only rounding errors: returns that are equal in every row carry no information about
 * risk.
 */
export const isConstant = (squares: number, mean: number, points: number): boolean =>
  !(Math.sqrt(squares / points) > 1e-10 * Math.abs(mean))

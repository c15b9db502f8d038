import type { Column } from '../../market/bars.ts'

/** What a column of returns says of its own ups and downs. */
export interface Spread {
  /** Rows in which it is known. */
  readonly points: number
  /** Standard deviation per row, divisor points − 1; 0 for what stands still, NaN with fewer than two points. */
  readonly volatilityPerRow: number
}

/** @param returns in any unit, NaN where unknown */
export function spread(returns: Column): Spread {
  const known = Float64Array.from(returns).filter(Number.isFinite)
  const points = known.length
  if (points < 2) return { points, volatilityPerRow: Number.NaN }
  const mean = known.reduce((sum, value) => sum + value, 0) / points
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { points, volatilityPerRow: standsStill(squares, mean, points) ? 0 : Math.sqrt(squares / (points - 1)) }
}

/** Whether squared deviations are those of rounding alone: the same return in every row is no sample of any risk. */
export const standsStill = (squares: number, mean: number, points: number): boolean =>
  !(Math.sqrt(squares / points) > 1e-10 * Math.abs(mean))

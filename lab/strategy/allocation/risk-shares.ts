import type { Column } from '../../market/bars.ts'

/**
 * Each member's share of the variance of a portfolio, for capital shares x and covariance Σ: xᵢ(Σx)ᵢ / xᵀΣx. The shares
 * sum to 1, and are negative for members that hedge the rest.
 *
 * @param shares     capital shares, one for each row of the covariance
 * @param covariance of the members' returns; symmetric
 * @returns NaN where the portfolio has no variance
 */
export function riskShares(shares: Column, covariance: readonly Column[]): Float64Array {
  const contributions = Float64Array.from(shares, (share, i) => {
    let sum = 0
    for (let j = 0; j < shares.length; j++) sum += covariance[i][j] * shares[j]
    return share * sum
  })
  const variance = contributions.reduce((sum, contribution) => sum + contribution, 0)
  return contributions.map(contribution => (variance > 0 ? contribution / variance : Number.NaN))
}

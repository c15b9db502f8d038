import type { AllocationRules, Candidate, Nothing } from './allocation.ts'
import { byFitness } from './by-fitness.ts'
import { commonCovariance } from './common-covariance.ts'
import { equal } from './equal.ts'
import { inverseVolatility } from './inverse-volatility.ts'
import { riskParity } from './risk-parity.ts'

/** The share of the capital that the method gives to one candidate, before caps. */
export interface Wanted {
  /** 0…1. */
  readonly share: number
  /** Why the share is 0. */
  readonly nothing?: Nothing
}

/**
 * Shares of the capital by one allocation method, before caps.
 *
 * @param candidates each with at least `least` known returns
 * @param least minimum number of known rows, per candidate and in common
 * @returns one per candidate; the shares sum to 1 or are all 0
 */
export function wantedShares(
  candidates: readonly Candidate[],
  method: AllocationRules['method'],
  least: number,
): readonly Wanted[] {
  const returns = candidates.map(candidate => candidate.returns)
  switch (method) {
    case 'equal':
      return given(equal(candidates.length))
    case 'inverse-volatility':
      return given(inverseVolatility(returns, least))
    case 'risk-parity':
      return equalRisk(candidates, least)
    case 'fitness': {
      const fitness = Float64Array.from(candidates, candidate => candidate.fitness ?? Number.NaN)
      return given(byFitness(fitness)).map(({ share }, i) =>
        share > 0 ? { share } : { share, nothing: { why: 'fitness', fitness: fitness[i] } },
      )
    }
  }
}

function equalRisk(candidates: readonly Candidate[], least: number): readonly Wanted[] {
  const { covariance, points } = commonCovariance(candidates.map(({ returns }) => returns))
  const noShares = (nothing: Nothing) => candidates.map(() => ({ share: 0, nothing }))
  if (points < least) return noShares({ why: 'too few rows in common', points, least })
  // A candidate's returns may be constant within the common rows although they vary elsewhere.
  const moving = candidates.flatMap((_, i) => (covariance[i][i] > 0 ? [i] : []))
  const solved = riskParity(moving.map(i => Float64Array.from(moving, j => covariance[i][j])))
  if (!solved.ok) return noShares({ why: 'no equal risk', sweeps: solved.error.sweeps })
  const shares = new Map(moving.map((i, k) => [i, solved.value.shares[k]]))
  return candidates.map((_, i) => {
    const share = shares.get(i)
    return share === undefined ? { share: 0, nothing: { why: 'stands still' } } : { share }
  })
}

const given = (shares: Float64Array): readonly Wanted[] => Array.from(shares, share => ({ share }))

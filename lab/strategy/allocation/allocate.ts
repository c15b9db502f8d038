import type { Column } from '../../market/bars.ts'
import type { Allocation, AllocationRules, Candidate, Member, ZeroShareReason } from './allocation.ts'
import { capCorrelated } from './cap-correlated.ts'
import { commonCovariance } from './common-covariance.ts'
import { groupsAmong } from './correlated-groups.ts'
import { requireCandidates } from './require-candidates.ts'
import { riskShares } from './risk-shares.ts'
import { type Spread, spread } from './spread.ts'
import { type Wanted, wantedShares } from './wanted-shares.ts'

/** Default minimum of known rows, as for a correlation. */
const usualLeast = 30
/** A share this near to a cap counts as capped. */
const atCap = 1e-9

/**
 * Shares of the capital for strategies or symbols, computed from their returns. A candidate whose risk is unknown,
 * because it has too few returns or does not move, gets nothing with any method, and the result says why.
 *
 * @throws RangeError naming candidate or rule: a repeated name, columns of different lengths, a missing fitness, an
 *   invalid bound
 */
export function allocate(candidates: readonly Candidate[], rules: AllocationRules): Allocation {
  const { method, correlated, least = usualLeast, maxShare = 1, leastShare = 0 } = rules
  requireCandidates(candidates, rules, least)
  const spreads = candidates.map(({ returns }) => spread(returns))
  const unknown = spreads.map(of => unknownBy(of, least))
  const known = unknown.flatMap((why, i) => (why ? [] : [i]))

  const byMethod = wantedShares(pick(candidates, known), method, least)
  const wanted = unknown.map((nothing): Wanted => ({ share: 0, ...(nothing && { nothing }) }))
  for (const [k, i] of known.entries()) wanted[i] = byMethod[k]

  const groups = correlated ? groupsAmong(candidates, known, correlated.above, least) : []
  const caps = { maxShare, leastShare, groupShare: correlated?.share ?? 1 }
  const asked = Float64Array.from(wanted, ({ share }) => share)
  const shares = capCorrelated(asked, groups, caps)

  const together = groups.map(group => sum(pick(shares, group)))
  const full = new Set(groups.filter((_, g) => together[g] > caps.groupShare - atCap).flat())
  const cappedBy = (i: number) => {
    if (maxShare < 1 && shares[i] > maxShare - atCap) return 'maxShare'
    return caps.groupShare < 1 && full.has(i) ? 'correlated' : undefined
  }
  const risk = riskOf(candidates, shares, least)
  const members = candidates.map(({ name }, i): Member => {
    const { points, volatilityPerRow } = spreads[i]
    const riskShare = risk.get(i)
    const cap = shares[i] > 0 ? cappedBy(i) : undefined
    const nothing = wanted[i].nothing ?? (shares[i] > 0 ? undefined : ({ why: 'caps' } as const))
    return {
      ...{ name, share: shares[i], wanted: asked[i], points },
      ...(points >= least && { volatilityPerRow }),
      ...(riskShare !== undefined && { riskShare }),
      ...(cap && { cappedBy: cap }),
      ...(nothing && { nothing }),
    }
  })
  const named = groups.map((group, g) => ({
    names: pick(candidates, group).map(({ name }) => name),
    share: together[g],
  }))
  return { members, groups: named, total: sum(shares) }
}

function unknownBy({ points, volatilityPerRow }: Spread, least: number): ZeroShareReason | undefined {
  if (points < least) return { why: 'too few returns', points, least }
  return volatilityPerRow > 0 ? undefined : { why: 'stands still' }
}

/** Risk shares of the candidates that have a share, when enough rows are known for all of them. */
function riskOf(candidates: readonly Candidate[], shares: Column, least: number): ReadonlyMap<number, number> {
  const held = candidates.flatMap((_, i) => (shares[i] > 0 ? [i] : []))
  const { covariance, points } = commonCovariance(pick(candidates, held).map(({ returns }) => returns))
  if (points < least) return new Map()
  const risk = riskShares(Float64Array.from(pick(shares, held)), covariance)
  return new Map(held.flatMap((i, k) => (Number.isFinite(risk[k]) ? [[i, risk[k]] as const] : [])))
}

const pick = <T>(from: ArrayLike<T>, indices: readonly number[]): T[] => indices.map(i => from[i])
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)

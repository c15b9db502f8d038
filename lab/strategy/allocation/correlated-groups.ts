import type { Column } from '../../market/bars.ts'
import { correlationAt } from '../../regimes/rank-correlation.ts'
import type { Candidate } from './allocation.ts'

/**
 * Groups of candidates that move together: two are in one group when they are correlated, directly or through others.
 * Groups never overlap. Two members may be uncorrelated with each other; counting them together is the cautious choice.
 * An unknown correlation counts as correlated.
 *
 * @param rho   correlation matrix: symmetric, −1…+1, NaN where unknown
 * @param above two candidates are correlated when |ρ| is above this
 * @returns ascending indices of the members of each group of two or more
 */
export function correlatedGroups(rho: readonly Column[], above: number): readonly (readonly number[])[] {
  const seen = new Set<number>()
  const groups: number[][] = []
  for (let start = 0; start < rho.length; start++) {
    if (seen.has(start)) continue
    seen.add(start)
    const group = [start]
    // The group grows while it is iterated, until no further candidate correlates with a member.
    for (const member of group) {
      for (let other = 0; other < rho.length; other++) {
        if (seen.has(other) || Math.abs(rho[member][other]) <= above) continue
        seen.add(other)
        group.push(other)
      }
    }
    if (group.length > 1) groups.push(group.sort((a, b) => a - b))
  }
  return groups
}

/**
 * Groups of correlated candidates among some of them. The correlation is Pearson's, over the rows in which both returns
 * are known.
 *
 * @param among indices of the candidates to consider
 * @param above two candidates are correlated when |ρ| is above this
 * @param least minimum number of common rows; with fewer, the correlation is unknown
 * @returns indices into `candidates` of the members of each group
 */
export function groupsAmong(
  candidates: readonly Candidate[],
  among: readonly number[],
  above: number,
  least: number,
): readonly (readonly number[])[] {
  const rho = among.map(a =>
    Float64Array.from(among, b => {
      const [x, y] = [candidates[a].returns, candidates[b].returns]
      return correlationAt(x, y, x.length - 1, x.length, least, 'pearson').rho
    }),
  )
  return correlatedGroups(rho, above).map(group => group.map(k => among[k]))
}

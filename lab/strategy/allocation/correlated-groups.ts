import type { Column } from '../../market/bars.ts'
import { correlationAt } from '../../regimes/rank-correlation.ts'
import type { Candidate } from './allocation.ts'

/**
 * Who moves together: everyone is in the group of whoever it is correlated with, and of theirs. So a group may hold two that are not
 * correlated but through a third; counting them together errs on the safe side, and groups never overlap. A correlation that is
 * unknown counts as one.
 *
 * @param rho   symmetric, −1…+1, NaN where unknown
 * @param above |ρ| beyond which two move together
 * @returns places of the members, ascending, of each group of two and more
 */
export function correlatedGroups(rho: readonly Column[], above: number): readonly (readonly number[])[] {
  const seen = new Set<number>()
  const groups: number[][] = []
  for (let start = 0; start < rho.length; start++) {
    if (seen.has(start)) continue
    seen.add(start)
    const group = [start]
    // Grows while it is walked through, until nobody moves with any of its members.
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
 * The groups among some of the candidates, by Pearson's correlation of the rows in which both of a pair are known.
 *
 * @param among places of those that are looked at
 * @param least common rows below which a correlation is unknown
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

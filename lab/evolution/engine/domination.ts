/** Objectives and constraint violation of a genome. Larger objectives are better. */
export interface Solution {
  readonly objectives: readonly number[]
  /** Amount by which the constraints are violated, ≥ 0; 0 means feasible. */
  readonly violation: number
}

/**
 * True if `a` dominates `b` under constraints (Deb 2002, definition 1). The solution with the smaller violation
 * dominates. Between feasible solutions, `a` dominates if it is no worse in every objective and better in at least one.
 */
export function dominates(a: Solution, b: Solution): boolean {
  if (a.violation !== b.violation) return a.violation < b.violation
  if (a.violation > 0) return false
  let better = false
  for (let i = 0; i < a.objectives.length; i++) {
    if (a.objectives[i] < b.objectives[i]) return false
    better ||= a.objectives[i] > b.objectives[i]
  }
  return better
}

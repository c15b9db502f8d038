/** Where a solution stands. Larger is better in each objective. */
export interface Solution {
  readonly objectives: readonly number[]
  /** By how much it breaks what it must keep; 0: it keeps it. */
  readonly violation: number
}

/**
 * Constrained domination (Deb 2002, definition 1): who keeps the constraints dominates who breaks them, of two who break them the one that
 * breaks them less; else whoever is no worse in any objective and better in one.
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

/**
 * The volume that a set of solutions dominates above a reference point: the one number that grows whenever a front gets better. Exact, by
 * slicing along the last objective (Zitzler 2001; While et al. 2006), which is quick for the fronts of a few objectives that we judge.
 *
 * @param solutions objectives of each; larger is better. Those that are not above the reference in every objective add nothing
 */
export function hypervolume(solutions: readonly (readonly number[])[], reference: readonly number[]): number {
  return volume(
    solutions.filter(solution => solution.every((value, m) => value > reference[m])),
    reference,
    reference.length,
  )
}

/** @param objectives how many of the first are counted */
function volume(solutions: readonly (readonly number[])[], reference: readonly number[], objectives: number): number {
  if (solutions.length === 0) return 0
  const last = objectives - 1
  if (objectives === 1) return Math.max(...solutions.map(([value]) => value)) - reference[0]
  const descending = [...solutions].sort((a, b) => b[last] - a[last])
  let sum = 0
  for (let i = 0; i < descending.length; i++) {
    const thickness = descending[i][last] - (descending[i + 1]?.[last] ?? reference[last])
    if (thickness > 0) sum += thickness * volume(descending.slice(0, i + 1), reference, last)
  }
  return sum
}

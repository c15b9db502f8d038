import { dominates, type Solution } from './domination.ts'

/**
 * Non-dominated sorting into Deb's fronts (2002). The first front is not dominated at all; each later front only by
 * earlier ones. Found by the ENS-BS algorithm (Zhang, Tian, Cheng and Jin 2015), which needs few comparisons and no
 * lists of dominated solutions.
 *
 * @returns indices into `solutions`, ascending within a front
 */
export function fronts(solutions: readonly Solution[]): readonly (readonly number[])[] {
  // In this order no solution is dominated by a later one.
  const order = solutions.map((_, i) => i).sort((a, b) => before(solutions[a], solutions[b]) || a - b)
  const found: number[][] = []
  for (const index of order) {
    const isDominated = (front: readonly number[]) => {
      for (let i = front.length - 1; i >= 0; i--) if (dominates(solutions[front[i]], solutions[index])) return true
      return false
    }
    // A solution dominated by some front is dominated by every earlier front too, so binary search applies.
    let [low, high] = [0, found.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (isDominated(found[middle])) low = middle + 1
      else high = middle
    }
    if (low === found.length) found.push([index])
    else found[low].push(index)
  }
  return found.map(front => front.sort((a, b) => a - b))
}

function before(a: Solution, b: Solution): number {
  if (a.violation !== b.violation) return a.violation - b.violation
  for (let i = 0; i < a.objectives.length; i++)
    if (a.objectives[i] !== b.objectives[i]) return b.objectives[i] - a.objectives[i]
  return 0
}

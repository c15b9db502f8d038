import { dominates, type Solution } from './domination.ts'

/**
 * Non-dominated sorting: the first front is dominated by nobody, each other by nobody but the fronts before it. These are Deb's fronts
 * (2002); they are found as Zhang, Tian, Cheng and Jin (2015) do, ENS-BS, which compares far fewer pairs and keeps no lists of them.
 *
 * @returns indices into `solutions`, ascending within a front
 */
export function fronts(solutions: readonly Solution[]): readonly (readonly number[])[] {
  // Nobody is dominated by one that comes later.
  const order = solutions.map((_, i) => i).sort((a, b) => before(solutions[a], solutions[b]) || a - b)
  const found: number[][] = []
  for (const index of order) {
    const isDominated = (front: readonly number[]) => {
      for (let i = front.length - 1; i >= 0; i--) if (dominates(solutions[front[i]], solutions[index])) return true
      return false
    }
    // Whoever is dominated by somebody of a front is so by somebody of each front before it.
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

/** What selection compares of two formulas. */
export interface Weighed {
  /** Higher is better; NaN where it is not known. */
  readonly fitness: number
  /** Nodes. */
  readonly complexity: number
}

/**
 * Orders the better of two first: by fitness in steps of `grain`, and where that is one step, the smaller first. So a formula grows
 * only for a gain that is larger than chance, and no weight says what a node is worth.
 *
 * Lexicographic rather than a price for each node (Koza 1992): the price would have to be found anew for every measure
 * of fitness, and too high a one breeds formulas of nothing. The steps are there because real fitness is hardly ever equal.
 *
 * @param grain in units of fitness, > 0: what is no difference
 * @returns < 0 when `a` comes first; a total order, unknown fitness last
 * @throws RangeError on another grain
 * @see Luke and Panait (2002), "Lexicographic parsimony pressure", with buckets
 */
export function compareParsimoniously(a: Weighed, b: Weighed, grain: number): number {
  if (!(grain > 0 && grain < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`compareParsimoniously: grain is ${grain}, expected a fitness > 0`)
  }
  const step = ({ fitness }: Weighed) =>
    Number.isNaN(fitness) ? Number.NEGATIVE_INFINITY : Math.floor(fitness / grain)
  return descending(step(a), step(b)) || a.complexity - b.complexity || descending(a.fitness, b.fitness)
}

const descending = (a: number, b: number) => (a > b ? -1 : a < b ? 1 : 0)

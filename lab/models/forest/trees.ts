/**
 * Regression trees, one after the other, each node before its left branch and that before its right one. In a tree of depth d a row meets
 * at most d + 1 nodes.
 */
export interface Trees {
  /** Node at which each tree begins. */
  readonly roots: Int32Array
  /** Column that the node asks about; −1: it is a leaf. */
  readonly column: Int32Array
  /** A row whose column is ≤ this goes left, to the next node; of a leaf, its answer. */
  readonly value: Float64Array
  /** Node at which the right branch begins; of a leaf, 0. */
  readonly right: Int32Array
}

/**
 * What one tree answers for one row.
 *
 * @param values matrix values in rows
 * @param at     place of the row's first value
 */
export function treeAnswer(
  { roots, column, value, right }: Trees,
  tree: number,
  values: Float64Array,
  at: number,
): number {
  let node = roots[tree]
  while (column[node] >= 0) node = values[at + column[node]] <= value[node] ? node + 1 : right[node]
  return value[node]
}

/** Mean of what all trees answer for one row. */
export function forestAnswer(trees: Trees, values: Float64Array, at: number): number {
  const count = trees.roots.length
  let sum = 0
  for (let tree = 0; tree < count; tree++) sum += treeAnswer(trees, tree, values, at)
  return sum / count
}

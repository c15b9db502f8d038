/**
 * Regression trees, stored one after the other. Each node comes before its left branch, and that before its right
 * branch. In a tree of depth d, a row passes at most d + 1 nodes.
 */
export interface Trees {
  /** Index of each tree's first node. */
  readonly roots: Int32Array
  /** Column that the node tests; −1 for a leaf. */
  readonly column: Int32Array
  /** Threshold: a row whose value is ≤ this goes left, to the next node. For a leaf, its answer. */
  readonly value: Float64Array
  /** Index of the first node of the right branch; 0 for a leaf. */
  readonly right: Int32Array
}

/**
 * The answer of one tree for one row.
 *
 * @param values matrix values, row by row
 * @param at     index of the row's first value
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

/** Mean answer of all trees for one row. */
export function forestAnswer(trees: Trees, values: Float64Array, at: number): number {
  const count = trees.roots.length
  let sum = 0
  for (let tree = 0; tree < count; tree++) sum += treeAnswer(trees, tree, values, at)
  return sum / count
}

/**
 * Regression trees as arrays with one element per node, tree after tree. A node is followed by its left branch, and the
 * left branch by the right one. In a tree of depth d, a row passes at most d + 1 nodes.
 */
export interface Trees {
  /** Index of each tree's first node. */
  readonly roots: Int32Array
  /** Index of the column that the node tests; −1 for a leaf. */
  readonly column: Int32Array
  /** Threshold: a row with a value ≤ the threshold goes left, to the next node. For a leaf: the answer. */
  readonly value: Float64Array
  /** Index of the first node of the right branch; 0 for a leaf. */
  readonly right: Int32Array
}

/**
 * The answer of one tree for one row.
 *
 * @param tree   index of the tree
 * @param values matrix of the features, row by row
 * @param at     index of the row's first value in `values`
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

/** Mean answer of all trees for one row, see `treeAnswer`. */
export function forestAnswer(trees: Trees, values: Float64Array, at: number): number {
  const count = trees.roots.length
  let sum = 0
  for (let tree = 0; tree < count; tree++) sum += treeAnswer(trees, tree, values, at)
  return sum / count
}

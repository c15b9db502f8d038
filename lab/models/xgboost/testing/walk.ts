import type { DrawnTree } from './drawn-document.ts'

/** A tree in the most obvious form, one object per node, as a reference. */
export type Branch =
  | { readonly leaf: number }
  | {
      readonly feature: number
      readonly threshold: number
      readonly chosen: ReadonlySet<number> | undefined
      readonly missingLeft: boolean
      readonly left: Branch
      readonly right: Branch
    }

export function branch(tree: DrawnTree, node = 0): Branch {
  if (tree.left_children[node] === -1) return { leaf: tree.split_conditions[node] }
  const k = tree.categories_nodes.indexOf(node)
  const from = tree.categories_segments[k]
  return {
    feature: tree.split_indices[node],
    threshold: tree.split_conditions[node],
    chosen: k < 0 ? undefined : new Set(tree.categories.slice(from, from + tree.categories_sizes[k])),
    missingLeft: tree.default_left[node] === 1,
    left: branch(tree, tree.left_children[node]),
    right: branch(tree, tree.right_children[node]),
  }
}

/** The leaf reached by a row of float32 features. */
export function walk(root: Branch, row: ArrayLike<number>): number {
  let at = root
  while (!('leaf' in at)) {
    const x = row[at.feature]
    const left = Number.isNaN(x) ? at.missingLeft : at.chosen ? !at.chosen.has(x) : x < at.threshold
    at = left ? at.left : at.right
  }
  return at.leaf
}

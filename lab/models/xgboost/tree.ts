import { categorySets } from './category-sets.ts'
import type { Planting } from './planting.ts'
import { refuse } from './refusal.ts'
import type { TreeFile } from './tree-file.ts'

/**
 * Checks one tree and adds its nodes to the forest in breadth-first order.
 *
 * @param where name of the tree for messages
 * @returns the largest absolute leaf value, in margin
 * @throws Refusal naming node and field
 */
export function plantTree(where: string, tree: TreeFile, planting: Planting): number {
  requireShape(where, tree, planting.featureCount)
  const setOf = categorySets(where, tree)
  const first = planting.nodes
  const order = breadthFirst(where, tree)
  let child = first + 1
  let largest = 0
  for (const [position, node] of order.entries()) {
    const at = first + position
    const place = `${where}, node ${node}`
    planting.nodes = at + 1
    const value = Math.fround(tree.split_conditions[node])
    if (tree.left_children[node] === -1) {
      if (!Number.isFinite(value)) refuse(`${place}: leaf`, 'a finite number', value)
      planting.value[at] = value
      largest = Math.max(largest, Math.abs(value))
    } else {
      planting.left[at] = child
      child += 2
      plantSplit(place, tree, node, planting, setOf.get(node))
    }
    planting.categoryStart[at + 1] = planting.chosen
  }
  return largest
}

/** Checks a split and stores it in the newest node. @param set categories that go right; undefined: a numeric split */
function plantSplit(place: string, tree: TreeFile, node: number, planting: Planting, set: Int32Array | undefined) {
  const at = planting.nodes - 1
  const feature = tree.split_indices[node]
  if (!(Number.isInteger(feature) && feature >= 0 && feature < planting.featureCount))
    refuse(`${place}: split_indices`, `a feature from 0 to ${planting.featureCount - 1}`, feature)
  planting.missing[at] = flag(`${place}: default_left`, tree.default_left[node]) ? 0 : 1
  const byCategory = flag(`${place}: split_type`, tree.split_type?.[node] ?? 0)
  if (byCategory !== (set !== undefined))
    refuse(
      `${place}: categories`,
      byCategory ? 'the categories that go right' : 'none for a numeric split',
      set ? 'some' : 'none',
    )
  planting.feature[at] = set ? ~feature : feature
  if (set) {
    planting.categories.set(set, planting.chosen)
    planting.chosen += set.length
    return
  }
  const threshold = Math.fround(tree.split_conditions[node])
  if (!Number.isFinite(threshold)) refuse(`${place}: split_conditions`, 'a finite number', threshold)
  planting.value[at] = threshold
}

/** Reads a flag of the file. @throws Refusal unless the value is 0 or 1 */
function flag(where: string, value: number): boolean {
  if (value !== 0 && value !== 1) refuse(where, '0 or 1', value)
  return value === 1
}

/** @throws Refusal when the tree has other features than the model, no node, or a list of a wrong length */
function requireShape(where: string, tree: TreeFile, featureCount: number): void {
  const { num_nodes: nodes, num_feature: features } = tree.tree_param
  if (features !== featureCount) refuse(`${where}: num_feature`, `${featureCount} like the model`, features)
  if (nodes === 0) refuse(`${where}: num_nodes`, 'at least a root', nodes)
  for (const list of perNode) {
    const found = tree[list]?.length
    if (found !== undefined && found !== nodes) refuse(`${where}: ${list}`, `${nodes} values, one per node`, found)
  }
}

/** Lists of a tree with one value per node. */
const perNode = [
  ...(['left_children', 'right_children', 'split_indices', 'split_conditions', 'default_left', 'split_type'] as const),
  ...(['parents', 'base_weights', 'loss_changes', 'sum_hessian'] as const),
]

/**
 * The nodes reachable from the root in breadth-first order, so that siblings are neighbours.
 *
 * @returns indices of the nodes in the file
 * @throws Refusal when a child does not exist, or when a node is reached twice, so that the nodes form no tree
 */
function breadthFirst(where: string, tree: TreeFile): Int32Array {
  const count = tree.left_children.length
  const order = new Int32Array(count)
  const reached = new Uint8Array(count).fill(1, 0, 1)
  let length = 1
  for (let k = 0; k < length; k++) {
    const node = order[k]
    if (tree.left_children[node] === -1) {
      const right = tree.right_children[node]
      if (right !== -1) refuse(`${where}, node ${node}: right_children`, '-1 like left_children', right)
      continue
    }
    for (const side of ['left_children', 'right_children'] as const) {
      const child = tree[side][node]
      const place = `${where}, node ${node}: ${side}`
      if (!(Number.isInteger(child) && child >= 0 && child < count))
        refuse(place, `a node from 1 to ${count - 1}, or -1 in a leaf`, child)
      if (reached[child]) refuse(place, 'a node that is not reached twice', child)
      reached[child] = 1
      order[length++] = child
    }
  }
  return order.subarray(0, length)
}

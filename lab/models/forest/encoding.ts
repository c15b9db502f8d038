import { fail, ok, type Result } from '../../result.ts'
import type { Trees } from './trees.ts'

/**
 * Trees as plain JSON, in the node order of `Trees`. The start of a right branch is not stored, because the right
 * branch directly follows the left one.
 */
export interface EncodedTrees {
  /** Column that each node tests; −1 for a leaf. */
  readonly columns: readonly number[]
  /** Threshold of each node, or the answer of a leaf. */
  readonly values: readonly number[]
}

/** Limits that decoded trees must keep. */
export interface TreeBounds {
  /** Expected number of trees. */
  readonly trees: number
  /** Number of input columns. */
  readonly columns: number
  /** Maximum number of splits between root and leaf. */
  readonly depth: number
}

export const encodeTrees = ({ column, value }: Trees): EncodedTrees => ({
  columns: Array.from(column),
  values: Array.from(value),
})

/** Decodes and checks trees. @returns the trees, or a message about the first invalid node */
export function decodeTrees({ columns, values }: EncodedTrees, bounds: TreeBounds): Result<Trees, string> {
  if (columns.length !== values.length) {
    return fail(`trees have ${columns.length} columns and ${values.length} values, expected one of each per node`)
  }
  const right = new Int32Array(columns.length)
  const roots: number[] = []
  /** Splits whose right branch has not begun yet, with their depth. */
  const waiting: { node: number; level: number }[] = []
  let level = 0
  for (let node = 0; node < columns.length; node++) {
    const column = columns[node]
    if (level === 0) roots.push(node)
    if (!Number.isInteger(column) || column < -1 || column >= bounds.columns) {
      return fail(`node ${node} tests column ${column}, expected −1…${bounds.columns - 1}`)
    }
    if (!Number.isFinite(values[node])) return fail(`node ${node} has value ${values[node]}, expected a finite number`)
    if (column >= 0) {
      if (level >= bounds.depth) return fail(`node ${node} has a question at depth ${level}, expected a leaf`)
      waiting.push({ node, level: level++ })
      continue
    }
    const parent = waiting.pop()
    if (parent) right[parent.node] = node + 1
    level = parent ? parent.level + 1 : 0
  }
  if (level > 0) return fail(`node ${columns.length} is missing: the last tree is incomplete`)
  if (roots.length !== bounds.trees) return fail(`there are ${roots.length} trees, expected ${bounds.trees}`)
  return ok({
    roots: Int32Array.from(roots),
    column: Int32Array.from(columns),
    value: Float64Array.from(values),
    right,
  })
}

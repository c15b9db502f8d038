import { fail, ok, type Result } from '../../result.ts'
import type { Trees } from './trees.ts'

/**
 * Trees as plain JSON, node after node as they lie in `Trees`. Where a right branch begins is not written: it is where the left one ends.
 */
export interface EncodedTrees {
  /** Column asked about; −1 for a leaf. */
  readonly columns: readonly number[]
  /** Threshold, or a leaf's answer. */
  readonly values: readonly number[]
}

export interface TreeBounds {
  /** Trees that there must be. */
  readonly trees: number
  /** Columns that there are to ask about. */
  readonly columns: number
  /** Questions between root and leaf, at most. */
  readonly depth: number
}

export const encodeTrees = ({ column, value }: Trees): EncodedTrees => ({
  columns: Array.from(column),
  values: Array.from(value),
})

/** The trees, or the first node that cannot be: then nothing is known of those after it. */
export function decodeTrees({ columns, values }: EncodedTrees, bounds: TreeBounds): Result<Trees, string> {
  if (columns.length !== values.length) {
    return fail(`trees have ${columns.length} columns and ${values.length} values, expected one of each a node`)
  }
  const right = new Int32Array(columns.length)
  const roots: number[] = []
  /** Nodes whose right branch has not begun, and how deep they lie. */
  const waiting: { node: number; level: number }[] = []
  let level = 0
  for (let node = 0; node < columns.length; node++) {
    const column = columns[node]
    if (level === 0) roots.push(node)
    if (!Number.isInteger(column) || column < -1 || column >= bounds.columns) {
      return fail(`node ${node} asks about column ${column}, expected −1…${bounds.columns - 1}`)
    }
    if (!Number.isFinite(values[node])) return fail(`node ${node} has value ${values[node]}, expected a finite number`)
    if (column >= 0) {
      if (level >= bounds.depth) return fail(`node ${node} asks a question at depth ${level}, expected a leaf there`)
      waiting.push({ node, level: level++ })
      continue
    }
    const parent = waiting.pop()
    if (parent) right[parent.node] = node + 1
    level = parent ? parent.level + 1 : 0
  }
  if (level > 0) return fail(`node ${columns.length} is absent: the last tree does not end`)
  if (roots.length !== bounds.trees) return fail(`there are ${roots.length} trees, expected ${bounds.trees}`)
  return ok({
    roots: Int32Array.from(roots),
    column: Int32Array.from(columns),
    value: Float64Array.from(values),
    right,
  })
}

import type { Forest } from './model.ts'
import type { ModelFile } from './model-file.ts'

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** A forest under construction. */
export interface Planting extends Mutable<Forest> {
  readonly featureCount: number
  /** Number of nodes added so far. */
  nodes: number
  /** Number of category codes added so far. */
  chosen: number
}

/**
 * Reserves memory for all trees of a file. The sizes are the lengths of lists that were read, not numbers that the file
 * states, so a short file cannot reserve much memory.
 */
export function emptyPlanting({ trees, featureCount }: ModelFile): Planting {
  const nodes = trees.reduce((sum, tree) => sum + tree.left_children.length, 0)
  return {
    featureCount,
    nodes: 0,
    chosen: 0,
    roots: new Int32Array(trees.length),
    outputs: new Int32Array(trees.length),
    left: new Int32Array(nodes),
    feature: new Int32Array(nodes),
    value: new Float32Array(nodes),
    missing: new Uint8Array(nodes),
    categories: new Int32Array(trees.reduce((sum, tree) => sum + tree.categories.length, 0)),
    categoryStart: new Int32Array(nodes + 1),
  }
}

/** The finished forest, without unused memory. */
export const grown = (planting: Planting): Forest => ({
  roots: planting.roots,
  outputs: planting.outputs,
  left: planting.left.slice(0, planting.nodes),
  feature: planting.feature.slice(0, planting.nodes),
  value: planting.value.slice(0, planting.nodes),
  missing: planting.missing.slice(0, planting.nodes),
  categories: planting.categories.slice(0, planting.chosen),
  categoryStart: planting.categoryStart.slice(0, planting.nodes + 1),
})

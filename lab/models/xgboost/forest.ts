import type { Forest } from './model.ts'
import type { ModelFile } from './model-file.ts'
import { emptyPlanting, grown } from './planting.ts'
import { refuse } from './refusal.ts'
import { plantTree } from './tree.ts'

const maxFloat32 = (2 - 2 ** -23) * 2 ** 127

/**
 * All trees of the file, checked node by node, in one set of columns. Deleted nodes, which a pruned tree keeps in its
 * file, are dropped.
 *
 * @param baseMargins initial margins. With the leaves added, they must stay within float32, so that no score overflows
 * @throws Refusal naming tree, node and field
 */
export function plantForest(file: ModelFile, baseMargins: Float32Array): Forest {
  const planting = emptyPlanting(file)
  const furthest = Float64Array.from(baseMargins, Math.abs)
  for (const [t, tree] of file.trees.entries()) {
    const output = file.treeOutputs[t]
    if (!(Number.isInteger(output) && output >= 0 && output < file.outputs))
      refuse(`tree_info ${t}`, `an output from 0 to ${file.outputs - 1}`, output)
    planting.roots[t] = planting.nodes
    planting.outputs[t] = output
    furthest[output] += plantTree(`tree ${t}`, tree, planting)
  }
  const beyond = furthest.find(margin => margin > maxFloat32)
  if (beyond !== undefined) refuse('leaves', 'sums within float32', beyond)
  return grown(planting)
}

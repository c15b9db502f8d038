import type { Forest } from './model.ts'
import type { ModelFile } from './model-file.ts'
import { emptyPlanting, grown } from './planting.ts'
import { refuse } from './refusal.ts'
import { plantTree } from './tree.ts'

const maxFloat32 = (2 - 2 ** -23) * 2 ** 127

/**
 * Converts all trees of the file to one set of columns and checks each node. Nodes that pruning deleted are still in
 * the file; they are dropped.
 *
 * @param baseMargins initial margin of each output, to which the trees add their leaves
 * @throws Refusal naming tree, node and field; also when the largest possible margin exceeds float32
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

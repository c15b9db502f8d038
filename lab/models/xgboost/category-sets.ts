import { refuse } from './refusal.ts'
import type { TreeFile } from './tree-file.ts'

/** The first invalid category code: from 2²⁴ on, float32 does not hold every whole number. */
const categoryLimit = 2 ** 24

/**
 * For each node that splits by category, the category codes that go right, in ascending order. The file keeps all codes
 * of a tree in one list, with one segment per node. Overlapping segments are refused, because with them a short file
 * could describe a huge forest.
 *
 * @throws Refusal when segments are not consecutive or a code is invalid
 */
export function categorySets(where: string, tree: TreeFile): ReadonlyMap<number, Int32Array> {
  const { categories, categories_nodes: nodes, categories_segments: starts, categories_sizes: sizes } = tree
  if (starts.length !== nodes.length || sizes.length !== nodes.length)
    refuse(`${where}: categories`, `${nodes.length} segments and sizes`, `${starts.length} and ${sizes.length}`)
  const codes = Int32Array.from(categories)
  const odd = codes.findIndex((code, i) => code !== categories[i] || code < 0 || code >= categoryLimit)
  if (odd >= 0) refuse(`${where}: categories`, `codes from 0 to ${categoryLimit - 1}`, categories[odd])
  const sets = new Map<number, Int32Array>()
  let from = 0
  for (let k = 0; k < nodes.length; k++) {
    const place = `${where}, node ${nodes[k]}: categories`
    if (!(Number.isInteger(nodes[k]) && nodes[k] >= 0 && nodes[k] < tree.left_children.length))
      refuse(`${where}: categories_nodes`, `a node from 0 to ${tree.left_children.length - 1}`, nodes[k])
    if (sets.has(nodes[k])) refuse(place, 'one segment', 'two')
    if (starts[k] !== from) refuse(place, `a segment from ${from}, where the one before ends`, starts[k])
    const left = codes.length - from
    if (!(Number.isInteger(sizes[k]) && sizes[k] >= 1 && sizes[k] <= left))
      refuse(place, `from 1 to the ${left} that are left`, sizes[k])
    sets.set(nodes[k], codes.slice(from, (from += sizes[k])).sort())
  }
  if (from !== codes.length) refuse(`${where}: categories`, `${from}, all of them in segments`, codes.length)
  return sets
}

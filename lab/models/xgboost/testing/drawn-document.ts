import { integer, type Random } from '../../../random.ts'

interface Shape {
  readonly trees: number
  /** Maximum number of splits above a leaf. */
  readonly depth: number
  readonly features: number
  /** Whether the last feature is a category of 0 to 39. */
  readonly categorical?: boolean
  /** Above 1, a multi-class model. */
  readonly classes?: number
  /** Whether some branches end early. */
  readonly uneven?: boolean
}

/**
 * A model document with random trees, in the form of XGBoost 3.2.0. Right children are never stored beside left ones.
 */
export function drawnDocument(next: Random, shape: Shape) {
  const classes = shape.classes ?? 1
  const trees = Array.from({ length: shape.trees }, (_, id) => drawnTree(next, shape, id))
  return {
    version: [3, 2, 0],
    learner: {
      attributes: {},
      feature_names: Array.from({ length: shape.features }, (_, f) => `f${f}`),
      gradient_booster: {
        name: 'gbtree',
        model: {
          gbtree_model_param: { num_trees: `${shape.trees}`, num_parallel_tree: '1' },
          tree_info: trees.map((_, id) => id % classes),
          trees,
        },
      },
      learner_model_param: {
        base_score: classes > 1 ? `[${trees.slice(0, classes).map((_, k) => `${k / 8 - 1}`)}]` : '[2.5E-1]',
        num_class: `${classes > 1 ? classes : 0}`,
        num_feature: `${shape.features}`,
        num_target: '1',
      },
      objective: { name: classes > 1 ? 'multi:softprob' : 'binary:logistic' },
    },
  }
}
export type DrawnDocument = ReturnType<typeof drawnDocument>
export type DrawnTree = ReturnType<typeof drawnTree>

/** Random input columns for such a model; a tenth of the values is missing. */
export function drawnColumns(
  next: Random,
  features: number,
  rows: number,
  categorical = false,
): readonly Float64Array[] {
  return Array.from({ length: features }, (_, f) =>
    Float64Array.from({ length: rows }, () => {
      if (next() < 0.1) return Number.NaN
      return categorical && f === features - 1 ? integer(next, -2, 45) : grid(next)
    }),
  )
}

/** A coarse value, so that values often equal a threshold. */
const grid = (next: Random) => integer(next, -30, 30) / 10

function drawnTree(next: Random, { depth, features, categorical, uneven }: Shape, id: number) {
  const tree = {
    id,
    left_children: [] as number[],
    right_children: [] as number[],
    split_indices: [] as number[],
    split_conditions: [] as number[],
    default_left: [] as number[],
    split_type: [] as number[],
    categories: [] as number[],
    categories_nodes: [] as number[],
    categories_segments: [] as number[],
    categories_sizes: [] as number[],
  }
  grow(depth)
  const nodes = tree.left_children.length
  return { ...tree, tree_param: { num_nodes: `${nodes}`, num_feature: `${features}`, size_leaf_vector: '1' } }

  function grow(levels: number): number {
    const node = tree.left_children.length
    const leaf = levels === 0 || (uneven === true && next() < 0.2)
    const feature = leaf ? 0 : integer(next, 0, features - 1)
    const byCategory = !leaf && categorical === true && feature === features - 1
    tree.left_children.push(-1)
    tree.right_children.push(-1)
    tree.split_indices.push(feature)
    tree.split_conditions.push(Math.fround(leaf ? next() - 0.5 : grid(next)))
    tree.default_left.push(!leaf && next() < 0.5 ? 1 : 0)
    tree.split_type.push(byCategory ? 1 : 0)
    if (byCategory) choose(node)
    if (!leaf) {
      tree.left_children[node] = grow(levels - 1)
      tree.right_children[node] = grow(levels - 1)
    }
    return node
  }

  function choose(node: number): void {
    const chosen = Array.from({ length: 40 }, (_, code) => code).filter(() => next() < 0.4)
    const set = chosen.length > 0 ? chosen : [7]
    tree.categories_nodes.push(node)
    tree.categories_segments.push(tree.categories.length)
    tree.categories_sizes.push(set.length)
    tree.categories.push(...set)
  }
}

/** A tree of one split. */
export interface Stump {
  readonly feature: string
  /** The threshold of the split. */
  readonly at: number
  /** Value added to the margin when the feature is below the threshold. */
  readonly below: number
  /** Value added otherwise. */
  readonly above: number
  /** Whether a missing value counts as below the threshold. */
  readonly missingBelow?: boolean
  /** Index of the margin that it adds to; 0 in a model with one margin. */
  readonly output?: number
}

/** A model file made of stumps, in the JSON format of XGBoost 3.2. */
export function modelFile(
  objective: string,
  stumps: readonly Stump[],
  { classes = 0, base = 0.5, named = true } = {},
): Uint8Array {
  const names = [...new Set(stumps.map(({ feature }) => feature))]
  const trees = stumps.map(({ feature, at, below, above, missingBelow = true }, id) => ({
    tree_param: { num_nodes: '3', num_feature: `${names.length}`, size_leaf_vector: '1', num_deleted: '0' },
    id,
    left_children: [1, -1, -1],
    right_children: [2, -1, -1],
    parents: [2_147_483_647, 0, 0],
    split_indices: [names.indexOf(feature), 0, 0],
    split_conditions: [at, below, above],
    split_type: [0, 0, 0],
    default_left: [missingBelow ? 1 : 0, 0, 0],
    ...{ categories: [], categories_nodes: [], categories_segments: [], categories_sizes: [] },
  }))
  const document = {
    version: [3, 2, 0],
    learner: {
      feature_names: named ? names : [],
      objective: { name: objective },
      learner_model_param: {
        base_score: `[${base.toExponential()}]`,
        num_class: `${classes}`,
        num_feature: `${names.length}`,
        num_target: '1',
      },
      gradient_booster: {
        name: 'gbtree',
        model: {
          gbtree_model_param: { num_trees: `${trees.length}`, num_parallel_tree: '1' },
          tree_info: stumps.map(({ output = 0 }) => output),
          trees,
        },
      },
    },
  }
  return new TextEncoder().encode(JSON.stringify(document))
}

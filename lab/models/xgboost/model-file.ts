import { z } from 'zod'
import { isMultiClass, isObjective, type Objective, objectives } from './objective.ts'
import { refuse } from './refusal.ts'
import { numbers, type TreeFile, treeFile, whole } from './tree-file.ts'

/** The used parts of a model file. The nodes of the trees are not checked yet. */
export interface ModelFile {
  readonly objective: Objective
  readonly featureCount: number
  /** Names in column order; empty if the file has none. */
  readonly featureNames: readonly string[]
  /** Decimal text of one number or of a list, see `baseMargins`. */
  readonly baseScore: string
  /** Number of margins per row. */
  readonly outputs: number
  readonly trees: readonly TreeFile[]
  /** Index of the margin that each tree adds to. */
  readonly treeOutputs: ArrayLike<number>
}

/** Fields that are checked first. They show if the model is of a supported kind. */
const kind = z.object({
  version: numbers,
  learner: z.object({
    objective: z.object({ name: z.string() }),
    gradient_booster: z.object({ name: z.string() }),
    learner_model_param: z.object({ num_target: whole.default(1) }),
  }),
})

// Checked by one function: zod would collect an error per element, and a hostile file may have millions.
const list = z.custom<readonly unknown[]>(Array.isArray, 'a list')
const texts = z.custom<readonly string[]>(
  value => Array.isArray(value) && value.every(text => typeof text === 'string'),
  'a list of texts',
)

const body = z.object({
  learner: z.object({
    feature_names: texts.default([]),
    learner_model_param: z.object({ base_score: z.string(), num_class: whole, num_feature: whole }),
    gradient_booster: z.object({
      model: z.object({
        gbtree_model_param: z.object({ num_trees: whole }),
        tree_info: numbers,
        trees: list,
      }),
    }),
  }),
})

/** Checks a parsed model file. @throws Refusal naming the field, the expected and the found value */
export function readModelFile(document: unknown): ModelFile {
  const { version, learner } = checked(kind, document)
  if (!(version[0] >= 1 && version[0] < 4)) refuse('version', 'a file of XGBoost 1 to 3', Array.from(version).join('.'))
  if (learner.gradient_booster.name !== 'gbtree') refuse('booster', '"gbtree"', learner.gradient_booster.name)
  const objective = learner.objective.name
  if (!isObjective(objective)) refuse('objective', `one of ${Object.keys(objectives).join(', ')}`, objective)
  const targets = learner.learner_model_param.num_target
  if (targets > 1) refuse('num_target', 'one target: multi-target models are not supported', targets)
  return consistent(objective, checked(body, document).learner)
}

function consistent(objective: Objective, learner: z.infer<typeof body>['learner']): ModelFile {
  const { base_score: baseScore, num_class: classes, num_feature: featureCount } = learner.learner_model_param
  const { tree_info: treeOutputs, gbtree_model_param } = learner.gradient_booster.model
  const trees = learner.gradient_booster.model.trees.map((tree, t) => checked(treeFile, tree, `tree ${t}: `))
  const featureNames = learner.feature_names
  if (featureCount === 0) refuse('num_feature', '1 or more', featureCount)
  if (featureNames.length !== 0 && featureNames.length !== featureCount)
    refuse('feature_names', `none or ${featureCount} names`, featureNames.length)
  if (trees.length === 0) refuse('trees', 'at least one tree', 0)
  if (trees.length !== gbtree_model_param.num_trees)
    refuse('trees', `num_trees, ${gbtree_model_param.num_trees}`, trees.length)
  if (treeOutputs.length !== trees.length)
    refuse('tree_info', `${trees.length} values, one per tree`, treeOutputs.length)
  const vector = trees.findIndex(tree => tree.tree_param.size_leaf_vector > 1)
  if (vector >= 0)
    refuse(
      `tree ${vector}: size_leaf_vector`,
      'one number per leaf: vector leaves are not supported',
      trees[vector].tree_param.size_leaf_vector,
    )
  const multiClass = isMultiClass(objective)
  if (multiClass ? classes < 2 || classes > trees.length : classes > 1)
    refuse(
      'num_class',
      multiClass ? `2 to ${trees.length} classes, at most one per tree` : `0 or 1 for ${objective}`,
      classes,
    )
  return { objective, featureCount, featureNames, baseScore, outputs: multiClass ? classes : 1, trees, treeOutputs }
}

function checked<T>(schema: z.ZodType<T>, document: unknown, where = ''): T {
  const result = schema.safeParse(document)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const found = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], document)
  return refuse(
    `${where}${issue.path.join('.') || 'document'}`,
    issue.code === 'invalid_type' ? issue.expected : issue.message,
    found,
  )
}

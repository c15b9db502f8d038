import { expect, test } from 'vitest'
import { stream } from '../../random.ts'
import { readXgboost } from './read-xgboost.ts'
import { type DrawnDocument, type DrawnTree, drawnDocument } from './testing/drawn-document.ts'

/** Five nodes: the root asks for a number, node 1 for a category, of which 1 and 5 go right; the others are leaves. */
const tree = (): DrawnTree => ({
  id: 1,
  tree_param: { num_nodes: '5', num_feature: '3', size_leaf_vector: '1' },
  left_children: [1, 3, -1, -1, -1],
  right_children: [2, 4, -1, -1, -1],
  split_indices: [0, 2, 0, 0, 0],
  split_conditions: [0.5, 0, 1, 2, 3],
  default_left: [1, 0, 0, 0, 0],
  split_type: [0, 1, 0, 0, 0],
  categories: [1, 5],
  categories_nodes: [1],
  categories_segments: [0],
  categories_sizes: [2],
})

type Change = (tree: DrawnTree, learner: DrawnDocument['learner'], file: DrawnDocument) => unknown

/** A file of three trees, of which the second is the one above, after a change. */
function read(change: Change) {
  const file = drawnDocument(stream(9, 'refusals'), { trees: 3, depth: 1, features: 3 })
  const { trees } = file.learner.gradient_booster.model
  trees[1] = tree()
  change(trees[1], file.learner, file)
  return readXgboost(new TextEncoder().encode(JSON.stringify(file)), 'm')
}

test('the file that the refusals bend is read as it stands', () => {
  expect(read(() => {}).ok).toBe(true)
})

const refusals: Readonly<Record<string, readonly [Change, string]>> = {
  'it comes from an unknown future': [
    (_, __, file) => (file.version[0] = 4),
    'version: expected a file of XGBoost 1 to 3, found "4.2.0"',
  ],

  'a node is its own child': [
    t => (t.left_children[0] = 0),
    'tree 1, node 0: left_children: expected a node that is not reached twice, found 0',
  ],
  'nodes lead in a circle': [
    t => (t.left_children[1] = 1),
    'tree 1, node 1: left_children: expected a node that is not reached twice, found 1',
  ],
  'a node has two parents': [
    t => (t.right_children[1] = 2),
    'tree 1, node 1: right_children: expected a node that is not reached twice, found 2',
  ],
  'a child lies outside': [
    t => (t.right_children[0] = 5),
    'tree 1, node 0: right_children: expected a node from 1 to 4, or -1 in a leaf, found 5',
  ],
  'a child is between two': [
    t => (t.right_children[0] = 1.5),
    'tree 1, node 0: right_children: expected a node from 1 to 4, or -1 in a leaf, found 1.5',
  ],
  'a leaf has a child': [
    t => (t.right_children[2] = 3),
    'tree 1, node 2: right_children: expected -1 like left_children, found 3',
  ],
  'a split has one child': [
    t => (t.right_children[1] = -1),
    'tree 1, node 1: right_children: expected a node from 1 to 4, or -1 in a leaf, found -1',
  ],
  'a split asks for a feature that the model lacks': [
    t => (t.split_indices[0] = 3),
    'tree 1, node 0: split_indices: expected a feature from 0 to 2, found 3',
  ],
  'a direction is none': [t => (t.default_left[0] = 2), 'tree 1, node 0: default_left: expected 0 or 1, found 2'],
  'a leaf exceeds float32': [
    t => (t.split_conditions[2] = 1e39),
    'tree 1, node 2: leaf: expected a finite number, found Infinity',
  ],
  'a threshold exceeds float32': [
    t => (t.split_conditions[0] = -1e39),
    'tree 1, node 0: split_conditions: expected a finite number, found -Infinity',
  ],
  'leaves exceed float32 together': [
    (t, learner) => {
      learner.gradient_booster.model.trees[2] = t
      t.split_conditions[2] = -2e38
    },
    'leaves: expected sums within float32, found 3.99',
  ],

  'a list is too short': [t => t.default_left.pop(), 'tree 1: default_left: expected 5 values, one per node, found 4'],
  'a list that nothing reads is too short': [
    t => Object.assign(t, { parents: [0] }),
    'tree 1: parents: expected 5 values, one per node, found 1',
  ],
  'a list is missing': [
    t => Reflect.deleteProperty(t, 'split_indices'),
    'tree 1: split_indices: expected a list of numbers, found undefined',
  ],
  'a list is one of texts': [
    t => Object.assign(t, { split_indices: ['0'] }),
    'tree 1: split_indices: expected a list of numbers, found a list',
  ],
  'a tree has no nodes': [t => (t.tree_param.num_nodes = '0'), 'tree 1: num_nodes: expected at least a root, found 0'],
  'a tree is another model’s': [
    t => (t.tree_param.num_feature = '9'),
    'tree 1: num_feature: expected 3 like the model, found 9',
  ],

  'a split by category has none': [
    t => (t.split_type[0] = 1),
    'tree 1, node 0: categories: expected the categories that go right, found "none"',
  ],
  'a split by number has categories': [
    t => (t.split_type[1] = 0),
    'tree 1, node 1: categories: expected none for a numeric split, found "some"',
  ],
  'a category is below 0': [
    t => (t.categories[0] = -1),
    'tree 1: categories: expected codes from 0 to 16777215, found -1',
  ],
  'a category is past the last': [
    t => (t.categories[0] = 2 ** 24),
    'tree 1: categories: expected codes from 0 to 16777215, found 16777216',
  ],
  'a segment begins late': [
    t => (t.categories_segments[0] = 1),
    'tree 1, node 1: categories: expected a segment from 0, where the one before ends, found 1',
  ],
  'a segment ends outside': [
    t => (t.categories_sizes[0] = 3),
    'tree 1, node 1: categories: expected from 1 to the 2 that are left, found 3',
  ],
  'a segment is empty': [
    t => (t.categories_sizes[0] = 0),
    'tree 1, node 1: categories: expected from 1 to the 2 that are left, found 0',
  ],
  'a category is in no segment': [
    t => t.categories.push(9),
    'tree 1: categories: expected 2, all of them in segments, found 3',
  ],
  'a segment has no size': [
    t => t.categories_sizes.pop(),
    'tree 1: categories: expected 1 segments and sizes, found "1 and 0"',
  ],
  'a segment is for no node': [
    t => (t.categories_nodes[0] = 99),
    'tree 1: categories_nodes: expected a node from 0 to 4, found 99',
  ],

  'a tree is for no class': [
    (_, l) => (l.gradient_booster.model.tree_info[2] = 1),
    'tree_info 2: expected an output from 0 to 0, found 1',
  ],
  'a tree has no class': [
    (_, l) => l.gradient_booster.model.tree_info.pop(),
    'tree_info: expected 3 values, one per tree, found 2',
  ],
  'a tree is missing': [(_, l) => l.gradient_booster.model.trees.pop(), 'trees: expected num_trees, 3, found 2'],
  'there is no tree': [(_, l) => (l.gradient_booster.model.trees = []), 'trees: expected at least one tree, found 0'],
  'only some features have names': [
    (_, l) => l.feature_names.pop(),
    'feature_names: expected none or 3 names, found 2',
  ],
  'a feature’s name is no text': [
    (_, l) => Object.assign(l, { feature_names: [1, 2, 3] }),
    'learner.feature_names: expected a list of texts, found a list',
  ],
  'a tree is none': [
    (_, l) => Object.assign(l.gradient_booster.model, { trees: [1, 2, 3] }),
    'tree 0: document: expected object, found 1',
  ],
  'there is no feature': [
    (_, l) => (l.learner_model_param.num_feature = '0'),
    'num_feature: expected 1 or more, found 0',
  ],
  'a count is none': [
    (_, l) => (l.learner_model_param.num_feature = '3.5'),
    'learner.learner_model_param.num_feature: expected a whole number as text, found "3.5"',
  ],
  'a binary model has three classes': [
    (_, l) => (l.learner_model_param.num_class = '3'),
    'num_class: expected 0 or 1 for binary:logistic, found 3',
  ],
  'a multi-class model has none': [
    (_, l) => (l.objective.name = 'multi:softmax'),
    'num_class: expected 2 to 3 classes, at most one per tree, found 0',
  ],
  'a base score has no margin': [
    (_, l) => (l.learner_model_param.base_score = '[1E0]'),
    'base_score: expected a number that binary:logistic has a margin for, found "1E0"',
  ],
}

test.each(Object.entries(refusals))('a file is refused where %s', (_, [change, reason]) => {
  const model = read(change)
  expect(model.ok ? 'read' : model.error).toMatch(/^m: /)
  expect(model.ok ? 'read' : model.error).toContain(reason)
})

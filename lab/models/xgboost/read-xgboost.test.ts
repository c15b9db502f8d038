import { expect, test } from 'vitest'
import { stream } from '../../random.ts'
import { readXgboost } from './read-xgboost.ts'
import { bytes, refusedFiles } from './reference/cases.ts'
import { type DrawnDocument, drawnDocument } from './testing/drawn-document.ts'

const whyNot = (content: Uint8Array | string) => {
  const model = readXgboost(typeof content === 'string' ? new TextEncoder().encode(content) : content, 'm')
  return model.ok ? 'read' : model.error
}

const named: Readonly<Record<string, string>> = {
  gblinear: 'm: booster: expected "gbtree", found "gblinear"',
  dart: 'm: booster: expected "gbtree", found "dart"',
  'vector-leaf': 'm: tree 0: size_leaf_vector: expected one number per leaf: vector leaves are not supported, found 3',
  'two-targets': 'm: num_target: expected one target: multi-target models are not supported, found 2',
  ranking: 'found "rank:pairwise"',
  survival: 'found "survival:aft"',
  hinge: 'found "binary:hinge"',
}

test('every refused reference has its reason here', () => {
  expect(refusedFiles.map(file => file.split('-').slice(1, -1).join('-')).sort()).toEqual(Object.keys(named).sort())
})

test.each(refusedFiles)('%s is refused by name', file => {
  expect(whyNot(bytes(file))).toContain(named[file.split('-').slice(1, -1).join('-')])
})

test('a pruned tree keeps what was deleted out of the forest', () => {
  const model = readXgboost(bytes('pruned-3.2.0.json.model'))
  const stated = JSON.parse(new TextDecoder().decode(bytes('pruned-3.2.0.json.model'))) as DrawnDocument
  const nodes = stated.learner.gradient_booster.model.trees.map(tree => tree.left_children.length)
  expect(model.ok && model.value.forest.left.length).toBe(nodes.reduce((sum, count) => sum + count) - 18)
})

test('a file above 64 MiB is refused before it is looked at', () => {
  expect(whyNot(new Uint8Array(2 ** 26 + 1))).toBe('m: size: expected at most 67108864 bytes, found 67108865')
})

test('what is neither JSON nor UBJ is refused', () => {
  expect(whyNot('binf\u0000\u0000')).toMatch(/^m: expected XGBoost's JSON or UBJ, which JSON is not: /)
  expect(whyNot('')).toMatch(/^m: expected XGBoost's JSON or UBJ/)
  expect(whyNot('[NaN]')).toBe('m: document: expected object, found a list')
})

test('a feature may be called NaN or Infinity', () => {
  const names = ['NaN', 'a "NaN"\\', '-Infinity']
  const document = drawnDocument(stream(9, 'names'), { trees: 1, depth: 2, features: 3 })
  const stated = { ...document, learner: { ...document.learner, feature_names: names } }
  const model = readXgboost(new TextEncoder().encode(JSON.stringify(stated)))
  expect(model.ok && model.value.featureNames).toEqual(names)
})

test('brackets without end are refused, however deep', () => {
  expect(whyNot('['.repeat(2 ** 20))).toMatch(/^m: expected XGBoost's JSON or UBJ/)
  expect(whyNot('['.repeat(2 ** 20 + 1))).toBe('m: expected at most 1048576 lists and objects, found 1048577')
})

test('a text without end is refused, however many quotes it escapes', () => {
  expect(whyNot(`{"a":NaN,"b":"${'\\"'.repeat(2 ** 20)}`)).toMatch(/^m: /)
})

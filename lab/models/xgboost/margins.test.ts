import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stream } from '../../random.ts'
import { margins, score } from './margins.ts'
import { readXgboost } from './read-xgboost.ts'
import { type DrawnDocument, drawnColumns, drawnDocument } from './testing/drawn-document.ts'
import { branch, walk } from './testing/walk.ts'
import { writeUbj } from './testing/write-ubj.ts'

const read = (document: DrawnDocument) => {
  const model = readXgboost(new TextEncoder().encode(JSON.stringify(document)))
  if (!model.ok) throw new Error(model.error)
  return model.value
}

const shapes = fc.record({
  trees: fc.integer({ min: 3, max: 9 }),
  depth: fc.integer({ min: 0, max: 5 }),
  features: fc.integer({ min: 1, max: 6 }),
  categorical: fc.boolean(),
  classes: fc.constantFrom(1, 3),
  uneven: fc.boolean(),
})

test('the margins are those of a walk over objects, in float32 and tree by tree', () => {
  fc.assert(
    fc.property(shapes, fc.integer(), fc.integer({ min: 0, max: 150 }), (shape, seed, rows) => {
      const next = stream(seed, 'forest')
      const document = drawnDocument(next, shape)
      const columns = drawnColumns(next, shape.features, rows, shape.categorical)
      const model = read(document)
      const { trees, tree_info } = document.learner.gradient_booster.model
      const walked = Array.from(model.baseMargins, (base, output) =>
        Float64Array.from({ length: rows }, (_, i) => {
          const row = columns.map(column => Math.fround(column[i]))
          const added = trees.filter((_, t) => tree_info[t] === output).map(tree => walk(branch(tree), row))
          return added.reduce((sum, leaf) => Math.fround(sum + leaf), base)
        }),
      )
      expect(margins(model, columns)).toStrictEqual(walked)
    }),
  )
})

test('the same file in UBJ is the same model', () => {
  fc.assert(
    fc.property(shapes, fc.integer(), (shape, seed) => {
      const document = drawnDocument(stream(seed, 'forest'), shape)
      expect(readXgboost(writeUbj(document))).toStrictEqual({ ok: true, value: read(document) })
    }),
  )
})

const three = read(drawnDocument(stream(1, 'three'), { trees: 3, depth: 2, features: 2, classes: 3 }))
const one = read(drawnDocument(stream(1, 'one'), { trees: 3, depth: 2, features: 2 }))
const column = Float64Array.of(1, 2)

test('a model of one margin has a score, and it is that margin', () => {
  expect([score(one, [column, column])]).toEqual(margins(one, [column, column]))
})

test('a model of three margins has no single score', () => {
  expect(() => score(three, [column, column])).toThrow(
    new RangeError('score: expected a model with one margin, found 3: see margins'),
  )
})

test('too few columns, or columns of different lengths, are refused', () => {
  expect(() => margins(one, [column])).toThrow(
    new RangeError('XGBoost model: expected 2 columns, one per feature, found 1'),
  )
  expect(() => margins(one, [column, Float64Array.of(1)])).toThrow(
    new RangeError('XGBoost model: column 1: expected 2 rows like column 0, found 1'),
  )
})

test('a row later on changes nothing before it', () => {
  const next = stream(3, 'rows')
  const columns = drawnColumns(next, 2, 200)
  const whole = score(one, columns)
  const part = score(
    one,
    columns.map(values => values.subarray(0, 77)),
  )
  expect(part).toEqual(whole.subarray(0, 77))
})

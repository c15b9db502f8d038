import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Column } from '../../../market/bars.ts'
import { sharedFile } from '../../../testing/shared.ts'
import { margins } from '../margins.ts'
import type { XgboostModel } from '../model.ts'
import { predict } from '../predict.ts'
import { readXgboost } from '../read-xgboost.ts'
import { bytes, caseNames, modelFiles, readCases } from './cases.ts'

/** One step of a float32: its e to a power is the C library's, ours V8's, and they may round a last digit differently. */
const step = 2 ** -23

describe.each(caseNames)('%s', name => {
  const { features, margins: wanted, predictions } = readCases(name)
  test.each(modelFiles(name))('%s gives the margins of XGBoost to the last digit', file => {
    expect(sameFloats(margins(read(bytes(file)), features), wanted)).toBe(true)
  })
  test.each(modelFiles(name))('%s gives the predictions of XGBoost to the precision of float32', file => {
    expect(furthest(predict(read(bytes(file)), features), predictions)).toBeLessThanOrEqual(step)
  })
})

test.each(caseNames.filter(name => modelFiles(name).length > 1))(
  '%s is the same model read from JSON and from UBJ',
  name => {
    const [one, other] = modelFiles(name).map(file => read(bytes(file)))
    expect(one).toStrictEqual(other)
  },
)

test('a model says what it is made of', () => {
  const { objective, classes, trees, featureCount, featureNames } = read(bytes('softprob-3.2.0.ubj'))
  expect({ objective, classes, trees, featureCount, featureNames }).toEqual({
    objective: 'multi:softprob',
    classes: 3,
    trees: 6,
    featureCount: 4,
    featureNames: ['drift', 'swing', 'depth', 'session'],
  })
  expect(read(bytes('binary-3.2.0.ubj')).classes).toBe(2)
  expect(read(bytes('regression-3.2.0.ubj')).classes).toBe(0)
})

describe.each(['meta_xgb_v3.2.0', 'xgagaricus'])('%s, a model of someone else', name => {
  const model = sharedFile(`data/xgboost/${name}.json`)
  const cases = sharedFile(`data/xgboost/${name}_cases.json`)
  test.skipIf(!model || !cases)('gives the margins and predictions of XGBoost 1.7.4', () => {
    const forest = read(readFileSync(model!))
    const { inputs, expected_margin, expected_prediction } = JSON.parse(readFileSync(cases!, 'utf8')) as {
      readonly inputs: readonly (readonly (number | null)[])[]
      readonly expected_margin: readonly number[]
      readonly expected_prediction: readonly number[]
    }
    const features = inputs[0].map((_, f) => Float64Array.from(inputs, row => row[f] ?? Number.NaN))
    expect(sameFloats(margins(forest, features), [Float64Array.from(expected_margin)])).toBe(true)
    expect(furthest(predict(forest, features), [Float64Array.from(expected_prediction)])).toBeLessThanOrEqual(step)
  })
})

function read(content: Uint8Array): XgboostModel {
  const model = readXgboost(content)
  if (!model.ok) throw new Error(model.error)
  return model.value
}

/** The cases are decimal texts of float32, so both sides are rounded to it before they are compared. */
const sameFloats = (found: readonly Column[], wanted: readonly Column[]) =>
  found.length === wanted.length &&
  found.every(
    (column, k) =>
      column.length === wanted[k].length && Array.from(column).every((x, i) => x === Math.fround(wanted[k][i])),
  )

/** The largest difference, as a share of what was wanted. */
function furthest(found: readonly Column[], wanted: readonly Column[]): number {
  expect(found.map(column => column.length)).toEqual(wanted.map(column => column.length))
  return Math.max(
    ...found.flatMap((column, k) =>
      Array.from(column, (x, i) => Math.abs(x - wanted[k][i]) / (Math.abs(wanted[k][i]) || 1)),
    ),
  )
}

import { expect, test } from 'vitest'
import { createMemo, memoised, plain } from '../../indicators/memo.ts'
import { features } from './index.ts'
import { featureMatrix } from './matrix.ts'
import { wanderingView } from './testing/view.ts'

const view = wanderingView(8, 400)
const names = features.map(({ name }) => name)

test('columns come in the order of the names that were asked for', () => {
  const asked = ['hour_sin', 'return_1', 'breadth_24', 'return_1']
  const columns = featureMatrix(asked, view, plain)
  expect(columns).toHaveLength(4)
  asked.forEach((name, k) => {
    expect(columns[k]).toEqual(features.find(feature => feature.name === name)?.compute(view, plain))
  })
  expect(featureMatrix([], view, plain)).toEqual([])
})

test('an unknown name is refused beside those that it may have meant', () => {
  expect(() => featureMatrix(['return_1', 'return_2'], view, plain)).toThrow(
    new RangeError(
      'featureMatrix: no feature is called "return_2", expected one of return_1, return_4, return_12, return_24, return_72, return_168, return_rank_24',
    ),
  )
  expect(() => featureMatrix(['f0'], view, plain)).toThrow(`expected one of ${names.join(', ')}`)
})

test('a memo gives the same columns, and knows them again', () => {
  const memo = createMemo(1e8)
  const expected = featureMatrix(names, view, plain)
  expect(featureMatrix(names, view, memoised(memo))).toEqual(expected)
  const { misses } = memo.counts()
  expect(featureMatrix(names, view, memoised(memo))).toEqual(expected)
  expect(memo.counts().misses).toBe(misses)
})

test('a universe of two intervals, or of one symbol twice, is refused', () => {
  const { bars, market } = view
  const slower = { ...market[1], interval: 4 * bars.interval }
  expect(() => featureMatrix(['breadth_24'], { bars, market: [bars, slower] }, plain)).toThrow(
    'D has 1h bars, expected 4h like B',
  )
  expect(() => featureMatrix(['breadth_24'], { bars, market: [market[1], market[1]] }, plain)).toThrow('B comes twice')
})

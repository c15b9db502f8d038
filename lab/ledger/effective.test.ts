import { expect, test } from 'vitest'
import { effectiveTrials } from './effective.ts'
import { family } from './testing/trials.ts'

test.each([2, 5, 12])('trials of %d uncorrelated ideas count as that many', groups => {
  for (const size of [5, 20])
    expect(effectiveTrials(family({ groups, size, correlation: 0.8, name: `${size}` }))).toBe(groups)
})

test('correlated trials count as one, uncorrelated ones each', () => {
  expect(effectiveTrials(family({ groups: 1, size: 40, correlation: 0.9 }))).toBe(1)
  expect(effectiveTrials(family({ groups: 40, size: 1, correlation: 0 }))).toBeGreaterThan(30)
})

test('the order in which trials were made does not matter', () => {
  const trials = family({ groups: 4, size: 10, correlation: 0.7 })
  expect(effectiveTrials([...trials].reverse())).toBe(effectiveTrials(trials))
})

test('of very many trials a sample is compared', () =>
  expect(effectiveTrials(family({ groups: 8, size: 100, correlation: 0.8 }))).toBe(8))

test('too few trials have no effective number', () =>
  expect(effectiveTrials(family({ groups: 2, size: 1, correlation: 0 }))).toBeUndefined())

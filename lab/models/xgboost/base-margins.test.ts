import { expect, test } from 'vitest'
import { baseMargins } from './base-margins.ts'

const of = (baseScore: string, objective: Parameters<typeof baseMargins>[0]['objective'], outputs = 1) =>
  Array.from(baseMargins({ baseScore, objective, outputs }))

test('a number and a list of one number are the same', () => {
  expect(of('[5E-1]', 'reg:squarederror')).toEqual([0.5])
  expect(of('5E-1', 'reg:squarederror')).toEqual([0.5])
})

test('one number is for every class, several are one for each', () => {
  expect(of('5E-1', 'multi:softprob', 3)).toEqual([0.5, 0.5, 0.5])
  expect(of('[-5E-1,2.5E-1, 1E0]', 'multi:softprob', 3)).toEqual([-0.5, 0.25, 1])
})

test('a probability becomes log odds, an expectation its logarithm', () => {
  expect(of('7.5E-1', 'binary:logistic')[0]).toBeCloseTo(Math.log(3), 6)
  expect(of('7.5E-1', 'binary:logitraw')).toEqual([0.75])
  expect(of('2E0', 'count:poisson')).toEqual([Math.fround(Math.log(2))])
})

test.each([
  ['', 'reg:squarederror', 'a decimal number, found ""'],
  ['[]', 'reg:squarederror', 'a decimal number, found ""'],
  ['0x10', 'reg:squarederror', 'a decimal number, found "0x10"'],
  ['1E39', 'reg:squarederror', 'a number that reg:squarederror has a margin for, found "1E39"'],
  ['[1,2]', 'reg:squarederror', 'one number, or one of each of 1 outputs, found "[1,2]"'],
  ['0E0', 'binary:logistic', 'a number that binary:logistic has a margin for, found "0E0"'],
  ['1E0', 'reg:logistic', 'a number that reg:logistic has a margin for, found "1E0"'],
  ['-1E0', 'reg:gamma', 'a number that reg:gamma has a margin for, found "-1E0"'],
] as const)('"%s" is no base score of %s', (text, objective, reason) => {
  expect(() => of(text, objective)).toThrow(`base_score: expected ${reason}`)
})

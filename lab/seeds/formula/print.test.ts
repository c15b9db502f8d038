import { expect, test } from 'vitest'
import { stream } from '../../random.ts'
import { same } from './expression.ts'
import { grow } from './grow.ts'
import { parseFormula } from './parse.ts'
import { printFormula } from './print.ts'

const known = ['funding', 'vwap', 'sentiment'] as const

test('what was grown and printed is read back as the same tree, and printed the same again', () => {
  const chance = stream(1, 'print')
  for (let k = 0; k < 2_000; k++) {
    const grown = grow('boolean', 2 + (k % 6), chance, known)
    const text = printFormula(grown)
    const parsed = parseFormula(text)
    if (!parsed.ok) expect.fail(`${text}: ${JSON.stringify(parsed.error)}`)
    if (!same(parsed.value, grown) || printFormula(parsed.value) !== text) expect.fail(text)
  }
})

test.each([
  ['((close)>(open))', 'close > open'],
  ['close - (open - low) > (high)', 'close - (open - low) > high'],
  ['(close - open) - low > high', 'close - open - low > high'],
  ['(close / open) * (low / high) > 1', 'close / open * (low / high) > 1'],
  ['-(close + open) > - -low', '-(close + open) > --low'],
  ['not (close > open) and (not (low > high))', 'not close > open and not low > high'],
  ['not (close > open and low < high)', 'not (close > open and low < high)'],
  ['(close > open and low > high) or low < open', 'close > open and low > high or low < open'],
  ['close > open and (low > high or low < open)', 'close > open and (low > high or low < open)'],
  ['rank(close,20)*1.50e0>-01', 'rank(close, 20) * 1.5 > -1'],
  ['funding < 0.0000123', 'funding < 0.0000123'],
  ['funding < 1.23e-8', 'funding < 1.23e-8'],
])('%s is printed as %s', (text, printed) => {
  const parsed = parseFormula(text)
  expect(parsed.ok && printFormula(parsed.value)).toBe(printed)
})

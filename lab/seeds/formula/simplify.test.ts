import { expect, test } from 'vitest'
import { plain } from '../../indicators/memo.ts'
import { withoutColumns } from '../../market/testing/columns.ts'
import { stream } from '../../random.ts'
import { pick } from './chance.ts'
import { evaluate } from './evaluate.ts'
import { apply, complexity, type Expression, same } from './expression.ts'
import { grow } from './grow.ts'
import { kindOf } from './kind.ts'
import { printFormula } from './print.ts'
import { simplify } from './simplify.ts'
import { replaced, sitesOf } from './site.ts'
import { firstDifference } from './testing/first-difference.ts'
import { formulaOf, testBars, ticked } from './testing/market.ts'

test.each([
  ['rsi(close, 14) < 2 * 30 + 4', 'rsi(close, 14) < 64'],
  ['not not close > open', 'close > open'],
  ['not (close > open or not low < high)', 'not (close > open or low >= high)'],
  ['not close < open', 'close >= open'],
  ['close > open and close > open', 'close > open'],
  ['close > open and (close > open or low < high)', 'close > open'],
  ['(low < high and close > open) or close > open', 'close > open'],
  ['close > open and 1 < 2', 'close > open'],
  ['close > open and 2 < 1', '2 < 1'],
  ['close > open or ema(close, 9) < ema(close, 9)', 'close > open'],
  ['close > open or crosses(close, close)', 'close > open'],
  ['--close > abs(-abs(open - close))', 'close > abs(open - close)'],
  ['min(close, close) * 1 / 1 > max(open, open)', 'close > open'],
  ['rank(close, 9) - 0 > 0 + rank(open, 9)', 'rank(close, 9) > rank(open, 9)'],
  ['previous(previous(close, 3), 4) > open', 'previous(close, 7) > open'],
])('%s becomes %s', (text, expected) => {
  expect(printFormula(simplify(formulaOf(text)))).toBe(expected)
})

test.each([
  // Where the value is unknown, so is the comparison, and its opposite.
  'not crosses(funding, funding)',
  'lately(funding < funding, 5)',
  'close - close < 1 / 0 * open',
  'previous(previous(close, 300), 300) > open',
  'close + open - open > low',
])('%s stays', text => {
  expect(printFormula(simplify(formulaOf(text)))).toBe(text)
})

/** Formulas full of what can be simplified: some of their nodes doubled, turned around or compared with themselves. */
function redundant(count: number): readonly Expression[] {
  const chance = stream(21, 'redundant')
  return Array.from({ length: count }, (_, k) => {
    let formula = grow('boolean', 2 + (k % 4), chance, ['funding', 'vwap', 'sentiment'])
    for (let step = 0; step < 4; step++) {
      const { expression, path, unit } = pick(sitesOf(formula), chance)
      const perturbed = unit === 'boolean' ? perturbedBoolean(expression) : perturbedQuantity(expression)
      formula = replaced(formula, path, pick(perturbed, chance))
    }
    return formula
  })
}

const one = { op: 'number', value: 1 } as const
const always = apply('<=', [one, one])
const perturbedBoolean = (x: Expression) => [
  apply('not', [x]),
  apply('not', [apply('not', [x])]),
  apply('and', [x, x]),
  apply('or', [x, apply('and', [always, x])]),
  apply('and', [x, apply('not', [always])]),
  apply('and', [apply('or', [apply('not', [x]), x]), x]),
  apply('or', [apply('<', [apply('ema', [apply('vwap')], [5]), apply('ema', [apply('vwap')], [5])]), x]),
  apply('lately', [apply('crosses', [apply('vwap'), apply('vwap')])], [3]),
]
const perturbedQuantity = (x: Expression) => [
  apply('negate', [apply('negate', [x])]),
  apply('*', [one, x]),
  apply('/', [x, one]),
  apply('min', [x, x]),
  apply('-', [x, apply('-', [x, x])]),
  apply('abs', [apply('negate', [x])]),
]

test('what is simplified is never larger, and true at the same bars, whatever is unknown', () => {
  const bars = testBars(600)
  const markets = [bars, ticked(bars), withoutColumns(bars)]
  let smaller = 0
  for (const formula of redundant(600)) {
    const simple = simplify(formula)
    if (complexity(simple) < complexity(formula)) smaller++
    const wrong = [
      complexity(simple) > complexity(formula) && 'is larger',
      kindOf(simple) !== 'boolean' && 'has another unit',
      !same(simplify(simple), simple) && 'could be simpler',
      markets.some(on => firstDifference(evaluate(simple, on, plain), evaluate(formula, on, plain)) >= 0) && 'differs',
    ].filter(Boolean)
    if (wrong.length > 0) expect.fail(`${printFormula(simple)} ${wrong.join()} from ${printFormula(formula)}`)
  }
  expect(smaller).toBeGreaterThan(300)
})

test('quantities keep their values to the last digit, and stay unknown where they were', () => {
  const bars = testBars(400)
  const chance = stream(22, 'quantities')
  for (let k = 0; k < 300; k++) {
    const grown = grow(pick(['price', 'ratio', 'points', 'rate', 'volume'] as const, chance), 4, chance, [
      'funding',
      'vwap',
      'sentiment',
    ])
    const perturbed = pick(perturbedQuantity(grown), chance)
    const [before, after] = [evaluate(perturbed, bars, plain), evaluate(simplify(perturbed), bars, plain)]
    expect(firstDifference(before, after), printFormula(perturbed)).toBe(-1)
  }
})

import { describe, expect, test } from 'vitest'
import { plain } from '../../indicators/memo.ts'
import { slice } from '../../market/bars.ts'
import { stream } from '../../random.ts'
import { drawParameter } from './draw-number.ts'
import { evaluate } from './evaluate.ts'
import { apply, type Expression } from './expression.ts'
import { operationNames, operations } from './operations.ts'
import { formulaOf, testBars } from './testing/market.ts'
import { warmupOf } from './warmup.ts'

const bars = testBars(9_000)
const n = bars.close.length
const start = 2_500
const late = slice(bars, start, n)

const quantity = [apply('close'), apply('volume')]
const booleans = [apply('>', [apply('close'), apply('open')])]
const functionNames = operationNames.filter(name => operations[name].form === 'function')

/** Each function with the periods of twelve draws, of what is known at every bar. */
const drawn = functionNames.flatMap(name => {
  const chance = stream(61, name)
  const { parameters, signatures, inputs } = operations[name]
  const of: readonly Expression[] = signatures[0].inputs.includes('boolean') ? booleans : quantity
  return Array.from({ length: 12 }, () => {
    const periods = parameters.map(parameter => drawParameter(parameter, chance))
    // Two columns of one unit, where that is what is taken.
    const taken = name === 'correlation' ? of : inputs.map((_, i) => (i === 0 ? of[0] : apply('open')))
    return { name, periods, expression: apply(name, taken, periods) }
  })
})

const isFading = (expression: Expression): boolean =>
  expression.op !== 'number' && operations[expression.op].parameters.some(({ remembers }) => remembers > 1)

/** How far two starts are apart at a bar, as a share of the value; infinitely where only one of them knows it. */
const apart = (expression: Expression) => {
  const [whole, short] = [evaluate(expression, bars, plain), evaluate(expression, late, plain)]
  return (row: number) => {
    const [a, b] = [whole[start + row], short[row]]
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY
    return Math.abs(b - a) / Math.max(Math.abs(a), 1e-3)
  }
}

describe.each(functionNames)('the warm-up of %s', name => {
  const mine = drawn.filter(each => each.name === name)

  test('is long enough: from there on a later start makes no difference', () => {
    for (const { expression } of mine) {
      const difference = apart(expression)
      for (let row = warmupOf(expression); row < n - start; row++) {
        // The fraction that a fading average still remembers, of prices that moved by some tenths.
        if (difference(row) > 1e-8) expect.fail(`${JSON.stringify(expression)} is apart at row ${row}`)
      }
    }
  })

  test('is not longer than it must be: shortly before its end a later start still does, or nothing is known yet', () => {
    // What is smoothed over one bar is not smoothed.
    const smoothed = mine.filter(({ periods }) => periods[0] > 1)
    for (const { expression } of operations[name].signatures[0].gives === 'boolean' ? [] : smoothed) {
      const difference = apart(expression)
      const warmup = warmupOf(expression)
      const before = isFading(expression) ? Math.floor(warmup / 2) - 1 : warmup - 1
      expect(difference(before), JSON.stringify(expression)).toBeGreaterThan(1e-12)
    }
  })
})

test('warm-ups add up through nesting, and the longest branch counts', () => {
  expect(warmupOf(formulaOf('close > open'))).toBe(0)
  expect(warmupOf(formulaOf('sma(close, 10) > ema(close, 2)'))).toBe(23)
  expect(warmupOf(formulaOf('crosses(close, sma(previous(close, 5), 10))'))).toBe(5 + 9 + 1)
  expect(warmupOf(formulaOf('lately(rsi(close, 14) < 30, 24) and atr(2) > 0.5 * close'))).toBe(47)
})

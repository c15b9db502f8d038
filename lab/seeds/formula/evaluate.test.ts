import { describe, expect, test } from 'vitest'
import { createMemo, memoised, plain } from '../../indicators/memo.ts'
import { type Bars, type Column, mapColumns, slice } from '../../market/bars.ts'
import { withoutColumns } from '../../market/testing/columns.ts'
import { integer, stream } from '../../random.ts'
import { craftedBars } from '../../testing/crafted.ts'
import { evaluate } from './evaluate.ts'
import { type Expression, inputsOf } from './expression.ts'
import { grow } from './grow.ts'
import { printFormula } from './print.ts'
import { firstDifference } from './testing/first-difference.ts'
import { formulaOf, testBars, ticked } from './testing/market.ts'
import { warmupOf } from './warmup.ts'

const known = ['funding', 'vwap', 'sentiment'] as const
const bars = testBars(1_500)
const n = bars.close.length
const { open, high, low, close, volume } = bars

/** The left side of a comparison: a formula itself is always true or false. */
const quantity = (text: string): Column => evaluate(inputsOf(formulaOf(`${text} > 0 * ${text}`))[0], bars, plain)
const booleans = (text: string, on: Bars = bars) => evaluate(formulaOf(text), on, plain)

describe('a function', () => {
  test.each<[string, Column]>([
    ['sma(close, 9)', plain.sma(close, 9)],
    ['ema(close, 9)', plain.ema(close, 9)],
    ['wma(close, 9)', plain.wma(close, 9)],
    ['wilder(close, 9)', plain.wilder(close, 9)],
    ['std(close, 9)', plain.rollingStd(close, 9)],
    ['highest(high, 9)', plain.rollingMax(high, 9)],
    ['lowest(low, 9)', plain.rollingMin(low, 9)],
    ['rank(volume, 9)', plain.rollingRank(volume, 9)],
    ['quantile(close, 9, 0.3)', plain.rollingQuantile(close, 9, 0.3)],
    ['rsi(close, 9)', plain.rsiCutler(close, 9)],
    ['rsiWilder(close, 9)', plain.rsiWilder(close, 9)],
    ['change(close, 9)', plain.simpleReturns(close, 9)],
    ['logChange(close, 9)', plain.logReturns(close, 9)],
    ['atr(9)', plain.atr(high, low, close, 9)],
    ['rollingVwap(9)', plain.vwap(high, low, close, volume, 9)],
    ['stochasticK(9, 3)', plain.stochastic(high, low, close, 9, 3, 1).k],
    ['stochasticD(9, 3, 4)', plain.stochastic(high, low, close, 9, 3, 4).d],
    ['bollingerUpper(close, 9, 1.5)', plain.bollinger(close, 9, 1.5).upper],
    ['bollingerLower(close, 9, 1.5)', plain.bollinger(close, 9, 1.5).lower],
    ['correlation(close, volume, 9)', plain.rollingCorrelation(close, volume, 9)],
    ['sma(rsi(close, 9), 4)', plain.sma(plain.rsiCutler(close, 9), 4)],
  ])('%s is the indicator of that name', (text, expected) => {
    expect(quantity(text)).toEqual(Float64Array.from(expected))
  })

  test('looks back, measures in deviations, and takes sizes and extremes', () => {
    const before = quantity('previous(close, 3)')
    const score = quantity('zscore(close, 9)')
    const [mean, std] = [plain.sma(close, 9), plain.rollingStd(close, 9)]
    for (let i = 0; i < n; i++) {
      expect(before[i]).toBe(i < 3 ? Number.NaN : close[i - 3])
      expect(score[i]).toBe((close[i] - mean[i]) / std[i])
    }
    expect(quantity('abs(open - close)')).toEqual(Float64Array.from(open, (x, i) => Math.abs(x - close[i])))
    expect(quantity('min(open, close)')).toEqual(Float64Array.from(open, (x, i) => Math.min(x, close[i])))
    expect(quantity('max(open, close)')).toEqual(Float64Array.from(open, (x, i) => Math.max(x, close[i])))
  })
})

describe('signs', () => {
  test('calculate and compare bar by bar', () => {
    expect(quantity('-(close - open) / open * 2')).toEqual(
      Float64Array.from(close, (x, i) => (-(x - open[i]) / open[i]) * 2),
    )
    expect(booleans('close > open')).toEqual(Float64Array.from(close, (x, i) => Number(x > open[i])))
    expect(booleans('close <= open or high < low')).toEqual(Float64Array.from(close, (x, i) => Number(x <= open[i])))
  })

  const rows = craftedBars([
    [10, 11, 9, 10],
    [10, 11, 9, 10.5],
    [10, 11, 9, 10],
    [10, 11, 9, 9.5],
    [10, 11, 9, 10.5],
  ])

  test('a cross is where one was not beyond the other at the bar before and is now', () => {
    expect([...booleans('crosses(close, open)', rows)]).toEqual([0, 1, 0, 0, 1])
    expect([...booleans('crossesBelow(close, open)', rows)]).toEqual([0, 0, 0, 1, 0])
    expect([...booleans('crosses(open, close)', rows)]).toEqual([...booleans('crossesBelow(close, open)', rows)])
  })

  test('lately is once and throughout is always, within the last bars and when there are that many', () => {
    expect([...booleans('lately(close > open, 2)', rows)]).toEqual([0, 1, 1, 0, 1])
    expect([...booleans('throughout(close >= open, 3)', rows)]).toEqual([0, 0, 1, 0, 0])
  })

  test('values that are equal but for the last digits are equal', () => {
    expect([...booleans('close * 1.1 / 1.1 < close or close * 1.1 / 1.1 > close')]).toEqual(Array(n).fill(0))
  })
})

describe('what is unknown', () => {
  const bare = withoutColumns(bars)

  test('is false, and so is its opposite', () => {
    for (const text of ['funding > 0', 'not funding > 0', 'not (not funding <= 0)', 'crosses(vwap, close)']) {
      expect(booleans(text, bare), text).toEqual(new Float64Array(n))
    }
    expect(booleans('not (funding > 0 or close < open)', bare)).toEqual(new Float64Array(n))
    expect(booleans('not (funding > 0 and close < open)', bare)).toEqual(booleans('close >= open'))
    expect(booleans('funding > 0 or close < open', bare)).toEqual(booleans('close < open'))
  })

  test('is the same whether a column is absent or unknown throughout', () => {
    const unknown = { ...bare, funding: new Float64Array(n).fill(Number.NaN) }
    expect(booleans('not funding > 0.0001 or close > open', unknown)).toEqual(
      booleans('not funding > 0.0001 or close > open', bare),
    )
  })

  test('comes of a division by zero', () => {
    expect(quantity('close / (close - close)')).toEqual(new Float64Array(n).fill(Number.NaN))
    expect(booleans('1 / (close / open - close / open) > 0')).toEqual(new Float64Array(n))
  })
})

test('a population shares the columns of indicators', () => {
  const memo = createMemo(1e8)
  const shared = memoised(memo)
  evaluate(formulaOf('crosses(ema(close, 12), ema(close, 40))'), bars, shared)
  evaluate(formulaOf('sma(ema(close, 12), 5) > ema(close, 40) and ema(close, 12) > open'), bars, shared)
  expect(memo.counts()).toMatchObject({ hits: 2, misses: 3 })
})

const drawn = (count: number, name: string): readonly Expression[] => {
  const chance = stream(3, name)
  return Array.from({ length: count }, (_, k) => grow('boolean', 2 + (k % 5), chance, known))
}

test('every formula is true or false at every bar, and writes nothing into the bars', () => {
  const before = mapColumns(bars, column => Float64Array.from(column))
  for (const formula of drawn(200, 'boolean')) {
    expect(evaluate(formula, bars, plain).every(value => value === 0 || value === 1)).toBe(true)
  }
  expect(bars).toEqual(before)
})

test('no formula looks ahead: whatever comes after a bar changes nothing up to it', () => {
  const chance = stream(4, 'future')
  for (const formula of drawn(200, 'causal')) {
    const whole = evaluate(formula, bars, plain)
    const end = integer(chance, 1, n - 1)
    const perturbed = mapColumns(bars, (column, name) =>
      name === 'openTime' ? column : Float64Array.from(column, (x, i) => (i < end ? x : x * (0.2 + 3 * chance()))),
    )
    const text = printFormula(formula)
    expect(firstDifference(evaluate(formula, perturbed, plain).subarray(0, end), whole.subarray(0, end)), text).toBe(-1)
    expect(firstDifference(evaluate(formula, slice(bars, 0, end), plain), whole.subarray(0, end)), text).toBe(-1)
  }
})

test('a formula settles within its warm-up: older history no longer matters', () => {
  const chance = stream(5, 'late')
  for (const market of [testBars(6_000, 8), ticked(testBars(6_000, 9))]) {
    for (const formula of drawn(100, 'settles')) {
      const warmup = warmupOf(formula)
      const from = integer(chance, 1, market.close.length - warmup - 100)
      const whole = evaluate(formula, market, plain)
      const late = evaluate(formula, slice(market, from, market.close.length), plain)
      expect(firstDifference(late.subarray(warmup), whole.subarray(from + warmup)), printFormula(formula)).toBe(-1)
    }
  }
})

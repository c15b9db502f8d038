import { expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { type Bars, mapColumns, slice } from '../market/bars.ts'
import { integer, stream } from '../random.ts'
import { drawRules } from './formula/draw-rules.ts'
import { type FormulaRules, parseRules, rulesKey } from './formula/rules.ts'
import { firstDifference } from './formula/testing/first-difference.ts'
import { testBars } from './formula/testing/market.ts'
import { formula } from './formula.ts'

const bars = testBars(6_000)
const n = bars.close.length
const chance = stream(51, 'formula')
const drawn: readonly FormulaRules[] = Array.from({ length: 40 }, () =>
  drawRules(chance, ['funding', 'vwap', 'sentiment']),
)
const holds = [1, 5, 60, 240] as const
const signal = (part: Bars, rules: FormulaRules, hold: number) =>
  Float64Array.from(formula.exposure(part, { hold }, plain, { rules }))

test('a signal is long, short or nothing, and never looks ahead', () => {
  for (const [k, rules] of drawn.entries()) {
    const whole = signal(bars, rules, holds[k % 4])
    expect(whole.every(exposure => [-1, 0, 1].includes(exposure))).toBe(true)
    const end = integer(chance, 1, n - 1)
    const perturbed = mapColumns(bars, (column, name) =>
      name === 'openTime' ? column : Float64Array.from(column, (x, i) => (i < end ? x : x * (0.2 + 3 * chance()))),
    )
    const seen = signal(perturbed, rules, holds[k % 4]).subarray(0, end)
    expect(firstDifference(seen, whole.subarray(0, end)), rulesKey(rules)).toBe(-1)
  }
})

test('a signal settles within its warm-up: older history no longer matters', () => {
  for (const [k, rules] of drawn.entries()) {
    const warmup = formula.warmup({ hold: holds[k % 4] }, { rules })
    const from = integer(chance, 1, n - warmup - 1)
    const late = signal(slice(bars, from, n), rules, holds[k % 4])
    const whole = signal(bars, rules, holds[k % 4])
    expect(firstDifference(late.subarray(warmup), whole.subarray(from + warmup)), rulesKey(rules)).toBe(-1)
  }
})

test('an event is held for `hold` bars; with 1, the position follows the rule bar by bar', () => {
  const parsed = parseRules({ long: 'crosses(close, sma(close, 20))' })
  const given = parsed.ok ? { rules: parsed.value } : {}
  const state = formula.exposure(bars, { hold: 1 }, plain, given)
  const held = formula.exposure(bars, { hold: 12 }, plain, given)
  for (let i = 12; i < n; i++) expect(held[i]).toBe(Math.max(...state.subarray(i - 11, i + 1)))
})

test('without rules there is no formula', () => {
  expect(() => formula.warmup({ hold: 1 })).toThrow('formula: found no rules, expected at least `long`')
  expect(() => formula.exposure(bars, { hold: 1 }, plain, {})).toThrow(RangeError)
})

import { describe, expect, test } from 'vitest'
import { plain } from '../../indicators/memo.ts'
import { stream } from '../../random.ts'
import { craftedBars } from '../../testing/crafted.ts'
import { crossRules } from './cross-rules.ts'
import { drawRules } from './draw-rules.ts'
import { eventsOf } from './events.ts'
import { fits } from './limits.ts'
import { mutateRules } from './mutate-rules.ts'
import {
  entriesOf,
  type FormulaRules,
  parseRules,
  printRules,
  type RuleTexts,
  rulesComplexity,
  rulesKey,
  rulesWarmup,
  simplifyRules,
} from './rules.ts'

const known = ['funding', 'vwap', 'sentiment'] as const
const texts: RuleTexts = { long: 'close > sma(close, 5)', short: 'close < sma(close, 9)', flat: 'rsi(close, 14) < 50' }

function rulesOf(texts: RuleTexts): FormulaRules {
  const parsed = parseRules(texts)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

describe('rules', () => {
  test('are read from their texts and printed as these', () => {
    expect(printRules(rulesOf(texts))).toEqual(texts)
    expect(printRules(rulesOf({ long: ' close>open ' }))).toEqual({ long: 'close > open' })
  })
  test('are refused with the flaws of all of them, each under its name', () => {
    expect(parseRules({ long: 'close', short: 'close < open', flat: 'hihg > low' })).toEqual({
      ok: false,
      error: [
        { rule: 'long', offset: 0, length: 5, why: 'expected an expression that is true or false, found a price' },
        { rule: 'flat', offset: 0, length: 4, why: 'hihg is not known; did you mean high?' },
      ],
    })
  })
  test('have one key when they are equal, however they were written, and another when not', () => {
    const same = rulesOf({ ...texts, long: '((close)) > sma(close,5)' })
    expect(rulesKey(same)).toBe(rulesKey(rulesOf(texts)))
    expect(rulesKey(rulesOf({ long: texts.long, short: 'close < sma(close, 8)' }))).not.toBe(rulesKey(rulesOf(texts)))
    const swapped = [
      { long: 'close > open', short: 'low < high' },
      { long: 'close > open', flat: 'low < high' },
    ]
    expect(new Set(swapped.map(each => rulesKey(rulesOf(each)))).size).toBe(2)
  })
  test('count the nodes of all their expressions and need the longest warm-up of them', () => {
    expect(rulesComplexity(rulesOf(texts))).toBe(4 + 4 + 4)
    expect(rulesWarmup(rulesOf(texts))).toBe(14)
    expect(printRules(simplifyRules(rulesOf({ ...texts, flat: 'not not close > open' }))).flat).toBe('close > open')
  })
})

test('an event is long, short, flat, or flat where long and short contradict each other; else there is none', () => {
  const bars = craftedBars([
    [10, 12, 8, 11],
    [10, 12, 8, 9],
    [10, 12, 8, 10],
    [10, 20, 8, 11],
    [10, 12, 1, 11],
  ])
  const rules = { long: 'close > open', short: 'close < open or high > 1.5 * open', flat: 'low < 0.5 * open' }
  expect([...eventsOf(rulesOf(rules), bars, plain)]).toEqual([1, -1, Number.NaN, 0, 0])
  expect([...eventsOf(rulesOf({ long: rules.long }), bars, plain)]).toEqual([1, Number.NaN, Number.NaN, 1, 1])
})

describe('breeding of whole rules', () => {
  const drawn = (count: number) => {
    const chance = stream(31, 'rules')
    return Array.from({ length: count }, () => drawRules(chance, known))
  }
  const whole = (rules: FormulaRules) =>
    rules.long !== undefined && entriesOf(rules).every(([, expression]) => fits(expression, 'boolean'))

  test('draws rules of every make, that are read back as they are printed', () => {
    const rules = drawn(400)
    expect(rules.every(whole)).toBe(true)
    expect(new Set(rules.map(each => Object.keys(each).join())).size).toBe(4)
    for (const each of rules) expect(rulesKey(rulesOf(printRules(each)))).toBe(rulesKey(each))
  })
  test('crosses and mutates, again and again, and never leaves the limits or touches a parent', () => {
    const chance = stream(32, 'generations')
    let population: readonly FormulaRules[] = drawn(60)
    const keys = population.map(rulesKey)
    const first = population
    for (let generation = 0; generation < 40; generation++) {
      population = population.map((rules, i) => {
        const [child] = crossRules(rules, population[(i * 7 + generation) % population.length], chance)
        return mutateRules(child, chance, known)
      })
      expect(population.every(whole)).toBe(true)
    }
    expect(first.map(rulesKey)).toEqual(keys)
    expect(new Set(population.map(rulesKey)).size).toBeGreaterThan(50)
  })
  test('is the same for the same chance', () => {
    const line = () => {
      const chance = stream(33, 'line')
      const [a, b] = crossRules(drawRules(chance, known), drawRules(chance, known), chance)
      return [mutateRules(a, chance), mutateRules(b, chance)].map(rulesKey)
    }
    expect(line()).toEqual(line())
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMemo, entryBytes, memoised, plain } from './memo.ts'
import { walk } from './reference/walk.ts'

const columnBytes = (rows: number) => entryBytes + 8 * rows

describe('any sequence of requests', () => {
  const inputs = [40, 40, 200].map((rows, i) => walk(i, rows).close)
  const request = fc.record({
    input: fc.constantFrom(...inputs),
    period: fc.integer({ min: 2, max: 6 }),
    bands: fc.boolean(),
  })
  const requests = fc.array(request, { maxLength: 60 })
  const budget = fc.integer({ min: 0, max: 6 * columnBytes(200) })

  test('gets what plain computing gives, and the memo never holds more than its budget', () =>
    fc.assert(
      fc.property(requests, budget, (asked, budgetBytes) => {
        const memo = createMemo(budgetBytes)
        const indicators = memoised(memo)
        for (const { input, period, bands } of asked) {
          if (bands) expect(indicators.bollinger(input, period, 2)).toEqual(plain.bollinger(input, period, 2))
          else expect(indicators.ema(input, period)).toEqual(plain.ema(input, period))
          expect(memo.counts().bytes).toBeLessThanOrEqual(budgetBytes)
        }
        const { hits, misses, evictions, entries } = memo.counts()
        expect(hits + misses).toBe(asked.length)
        expect(evictions + entries).toBeLessThanOrEqual(misses)
      }),
    ))

  test('is computed once per input and parameters while the budget suffices', () =>
    fc.assert(
      fc.property(requests, asked => {
        const memo = createMemo(Number.POSITIVE_INFINITY)
        const indicators = memoised(memo)
        for (const { input, period } of asked) indicators.sma(input, period)
        const distinct = new Set(asked.map(({ input, period }) => `${inputs.indexOf(input)} ${period}`)).size
        const bytes = [...new Set(asked.map(a => `${inputs.indexOf(a.input)} ${a.period}`))]
          .map(key => columnBytes(inputs[Number(key[0])].length))
          .reduce((sum, size) => sum + size, 0)
        expect(memo.counts()).toEqual({
          hits: asked.length - distinct,
          misses: distinct,
          evictions: 0,
          entries: distinct,
          bytes,
        })
      }),
    ))
})

test('different columns with equal content are different inputs', () => {
  const [one, twin] = [walk(1, 30).close, walk(1, 30).close]
  const memo = createMemo(1e6)
  const indicators = memoised(memo)
  expect(indicators.sma(twin, 5)).not.toBe(indicators.sma(one, 5))
  expect(indicators.sma(twin, 5)).toEqual(indicators.sma(one, 5))
  expect(memo.counts()).toMatchObject({ hits: 2, misses: 2 })
})

test('the order of the columns and the name of the indicator belong to the question', () => {
  const { high, low } = walk(1, 30)
  const memo = createMemo(1e6)
  const indicators = memoised(memo)
  indicators.rollingCorrelation(high, low, 5)
  indicators.rollingCorrelation(low, high, 5)
  indicators.rollingMax(high, 5)
  indicators.rollingMin(high, 5)
  expect(memo.counts()).toMatchObject({ hits: 0, misses: 4 })
})

test('parameters that only look alike when joined are kept apart', () => {
  const memo = createMemo(1e6)
  const x = walk(1, 30).close
  const answers = [[1, 23], [12, 3], [1.2, 3], []].map(parameters =>
    memo.get('any', [x], parameters, () => Float64Array.of(parameters.length)),
  )
  expect(new Set(answers).size).toBe(4)
})

test('what is larger than the budget is computed and not kept, and pushes nothing out', () => {
  const [small, large] = [walk(1, 30).close, walk(2, 300).close]
  const memo = createMemo(columnBytes(100))
  const indicators = memoised(memo)
  const kept = indicators.sma(small, 5)
  expect(indicators.sma(large, 5)).toEqual(plain.sma(large, 5))
  expect(memo.counts()).toEqual({ hits: 0, misses: 2, evictions: 0, entries: 1, bytes: columnBytes(30) })
  expect(indicators.sma(small, 5)).toBe(kept)
})

test('what was used longest ago is let go first', () => {
  const x = walk(1, 30).close
  const memo = createMemo(2 * columnBytes(30))
  const indicators = memoised(memo)
  const [first, second] = [indicators.sma(x, 2), indicators.sma(x, 3)]
  indicators.sma(x, 2)
  indicators.sma(x, 4)
  expect(indicators.sma(x, 2)).toBe(first)
  expect(indicators.sma(x, 3)).not.toBe(second)
  expect(memo.counts()).toMatchObject({ evictions: 2, entries: 2 })
})

test('a computation that fails leaves nothing behind', () => {
  const memo = createMemo(1e6)
  const x = walk(1, 30).close
  expect(() => memoised(memo).sma(x, 0)).toThrow(RangeError)
  expect(memo.counts()).toEqual({ hits: 0, misses: 1, evictions: 0, entries: 0, bytes: 0 })
})

test.each([-1, Number.NaN])('a budget of %d bytes is refused', budget => {
  expect(() => createMemo(budget)).toThrow(new RangeError(`memo: budget is ${budget}, expected bytes ≥ 0`))
})

test('shared columns cannot be written', () => {
  const shared = plain.sma(walk(1, 30).close, 5)
  // @ts-expect-error what others also read is read-only
  shared[0] = 1
})

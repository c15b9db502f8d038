import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviation, mean, sharpe } from '../backtest/sharpe.ts'
import { shape } from '../validation/statistics/moments.ts'
import { sharpeOf, spanCount, summarise } from './summarise.ts'
import { readSummary, summaryWidth, writeSummary } from './summary-row.ts'

/** Basis points. An account does not move in finer steps. */
const returns = fc
  .array(fc.integer({ min: -3_000, max: 3_000 }), { maxLength: 400 })
  .map(bps => Float64Array.from(bps, bp => bp / 1e4))
const drawn = returns.map(summarise)

describe('a summary of daily returns', () => {
  test('has the mean, deviation, Sharpe ratio and shape that validation computes', () => {
    fc.assert(
      fc.property(returns, daily => {
        const found = summarise(daily)
        const near = (a: number | undefined, b: number | undefined) =>
          a === undefined || b === undefined
            ? expect(a).toBe(b)
            : expect(Math.abs(a - b)).toBeLessThan(1e-6 + 1e-6 * Math.abs(b))
        expect(found.days).toBe(daily.length)
        near(found.mean, mean(daily) ?? 0)
        near(found.deviation, deviation(daily))
        near(sharpeOf(found), sharpe(daily))
        const form = shape(daily)
        near(found.skew, form?.skew)
        near(found.rawKurtosis, form?.rawKurtosis)
      }),
    )
  })

  test('has spans whose sum is the sum of all days', () => {
    fc.assert(
      fc.property(returns, daily => {
        const { spans } = summarise(daily)
        expect(spans).toHaveLength(Math.min(spanCount, daily.length))
        const sum = (xs: Iterable<number>) => [...xs].reduce((a, b) => a + b, 0)
        expect(sum(spans)).toBeCloseTo(sum(daily), 4)
        for (const span of spans) expect(span).toBe(Math.fround(span))
      }),
    )
    const { spans } = summarise(Float64Array.from({ length: 100 }, (_, day) => 2 ** -day))
    expect(spans.slice(0, 4)).toEqual([1, 2 ** -1 + 2 ** -2, 2 ** -3, 2 ** -4 + 2 ** -5].map(Math.fround))
  })

  test('has no ratio and no shape for constant or too few returns', () => {
    expect(summarise(new Float64Array(0))).toEqual({ days: 0, mean: 0, spans: [] })
    expect(summarise(Float64Array.of(0.5))).toEqual({ days: 1, mean: 0.5, spans: [0.5] })
    const still = summarise(new Float64Array(90).fill(0.01))
    expect(sharpeOf(still)).toBeUndefined()
    expect(still.skew).toBeUndefined()
    // An account that lost everything.
    expect(summarise(Float64Array.of(0.1, -1, 0, 0)).spans).toEqual([0.1, -1, 0, 0].map(Math.fround))
  })
})

test('a row stores a summary without loss, as float32 or float64, at any offset', () => {
  fc.assert(
    fc.property(drawn, drawn, (a, b) => {
      for (const rows of [new Float32Array(2 * summaryWidth), new Float64Array(2 * summaryWidth)]) {
        writeSummary(a, rows, summaryWidth)
        writeSummary(b, rows, summaryWidth)
        writeSummary(a, rows, 0)
        expect([readSummary(rows, 0), readSummary(rows, summaryWidth)]).toStrictEqual([a, b])
      }
    }),
  )
})

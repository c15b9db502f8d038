import { describe, expect, test } from 'vitest'
import { metrics } from '../backtest/metrics.ts'
import { plain } from '../indicators/memo.ts'
import { day, epochMs } from '../market/units.ts'
import { breakout, breakoutWarmup, craftedBars, newYear, type Row } from '../testing/crafted.ts'
import { trackRecord } from './track-record.ts'

/** A price that breaks out of its channel repeatedly. */
const waves = (bars: number): readonly Row[] =>
  Array.from({ length: bars }, (_, i) => {
    const [open, close] = [i - 1, i].map(at => 100 + 5 * Math.sin(at / 15))
    return [open, Math.max(open, close) + 0.1, Math.min(open, close) - 0.1, close]
  })
const daysOn = (days: number) => epochMs(newYear + days * day)
const record = (missing: readonly number[], from: number, to: number) =>
  trackRecord(
    breakout(),
    [craftedBars(waves(24 * to), { missing })],
    { from: daysOn(from), to: daysOn(to), cash: 10_000 },
    plain,
  )
const knownDays = (returns: Float64Array) => [...returns.keys()].filter(i => Number.isFinite(returns[i]))

describe('a track record', () => {
  test('has the same Sharpe ratio as the metrics of its outcome', () => {
    const { returns, sharpeAnnual, outcome } = record([], 5, 40)
    expect(returns).toHaveLength(35)
    expect(knownDays(returns)).toHaveLength(35)
    expect(outcome.executions.length).toBeGreaterThan(3)
    expect(sharpeAnnual).toBe(metrics(outcome).sharpeAnnual)
  })

  test('starts at the first midnight after the warm-up, since flat days would understate volatility', () => {
    expect(breakoutWarmup).toBeLessThan(48)
    const { returns, outcome } = record([], 0, 10)
    expect(knownDays(returns)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
    expect(outcome.time[0]).toBeGreaterThan(daysOn(2))
  })

  test('has NaN for a day without bars', () => {
    const { returns } = record(
      Array.from({ length: 24 }, (_, i) => 24 * 7 + i),
      5,
      10,
    )
    expect(knownDays(returns)).toEqual([0, 1, 3, 4])
  })

  test('of a strategy that never finishes its warm-up is all NaN', () => {
    const { returns, sharpeAnnual } = record([], 0, 1)
    expect([...returns]).toEqual([NaN])
    expect(sharpeAnnual).toBeUndefined()
  })
})

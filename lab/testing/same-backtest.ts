import { expect } from 'vitest'
import { backtest, type World } from '../backtest/backtest.ts'
import { dailyReturns } from '../backtest/daily.ts'
import type { FastBacktest } from '../backtest/fast/fast.ts'
import { type Metrics, metrics } from '../backtest/metrics.ts'
import type { Indicators } from '../indicators/memo.ts'
import type { Bars } from '../market/bars.ts'
import type { Outcome } from '../market/outcome.ts'
import type { Trade } from '../market/trades.ts'

/**
 * Relative tolerance. Amounts in USD are differences of larger ones, and get an additional tolerance of a trillionth
 * of those.
 */
const agreed = 1e-9

/**
 * Runs a strategy on both evaluators and asserts equal results. @returns the plain outcome, and whether the fast
 * evaluator supported the backtest
 */
export function sameBacktest(
  market: readonly Bars[],
  fast: FastBacktest,
  strategy: Parameters<FastBacktest['run']>[0],
  world: World,
  indicators: Indicators,
): { readonly isFast: boolean; readonly expected: Outcome } {
  const expected = backtest(strategy, market, world, indicators)
  const found = fast.run(strategy, world, indicators)
  if ('slow' in found) return { isFast: false, expected }
  expect(expected.liquidations).toBe(0)
  const hair = 1e-12 * world.cash * Math.max(1, strategy.sizing.fraction)
  sameTrades(found.trades, expected.trades, hair)
  sameMetrics(found.metrics, metrics(expected), hair)
  const daily = dailyReturns(expected)
  expect(found.daily).toHaveLength(daily.length)
  daily.forEach((value, i) => {
    if (!(Math.abs(found.daily[i] - value) <= agreed)) expect(found.daily[i]).toBe(value)
  })
  return { isFast: true, expected }
}

/** Absolute tolerances. A tiny return, annualised and divided by a drawdown, has a large relative error. */
const apart: Readonly<Record<string, number>> = { calmar: 1e-11 }

function sameTrades(found: readonly Trade[], expected: readonly Trade[], hair: number): void {
  expect(found).toHaveLength(expected.length)
  expected.forEach((trade, i) => {
    for (const [name, value] of Object.entries(trade)) {
      const other = found[i][name as keyof Trade]
      if (typeof value === 'number')
        near(other as number, value, name.endsWith('Usd') ? hair : 0, `${name} of trade ${i}`)
      else if (other !== value) expect(other).toBe(value)
    }
  })
}

function sameMetrics(found: Metrics, expected: Metrics, hair: number): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort())
  for (const [name, value] of Object.entries(expected))
    near(found[name as keyof Metrics] as number, value, name.endsWith('Usd') ? hair : (apart[name] ?? 1e-12), name)
}

/** `expect` is called for what differs alone: of hundreds of thousands of numbers it would take longer than the backtests. */
function near(found: number, expected: number, hair: number, what: string): void {
  const apart = Math.abs(found - expected)
  if (apart <= agreed * Math.abs(expected) + hair) return
  expect.fail(`${what}: ${found}, the plain evaluator says ${expected}`)
}

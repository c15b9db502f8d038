import { backtest } from '../../backtest/backtest.ts'
import { dailyReturns } from '../../backtest/daily.ts'
import { fastBacktest } from '../../backtest/fast/fast.ts'
import { metrics } from '../../backtest/metrics.ts'
import type { Indicators } from '../../indicators/memo.ts'
import type { Instruments } from '../../market/account.ts'
import type { Bars } from '../../market/bars.ts'
import type { Usd } from '../../market/units.ts'
import type { BacktestResult, Job, Measure } from './job.ts'

/** Bars, instruments and cash that jobs run on. */
export interface MarketSetup {
  readonly market: readonly Bars[]
  readonly instruments: Instruments
  readonly cash: Usd
}

/**
 * Creates a function that runs jobs on this thread. Jobs that the fast evaluator cannot run use the plain one.
 *
 * @param kernel WebAssembly module of the fast evaluator; absent: the plain evaluator runs all jobs
 */
export function measurer(
  { market, instruments, cash }: MarketSetup,
  indicators: Indicators,
  kernel?: WebAssembly.Module,
): (jobs: readonly Job[]) => readonly BacktestResult[] {
  const fast = kernel && fastBacktest(market, kernel)
  function plainly({ strategy, from, to, costs, delay = 0 }: Job): BacktestResult {
    const outcome = backtest(strategy, market, { cash, costs, instruments, from, to, delay }, indicators)
    return { metrics: metrics(outcome), daily: dailyReturns(outcome) }
  }
  return jobs => {
    const found: (BacktestResult | undefined)[] = jobs.map(() => undefined)
    if (fast) {
      for (const indices of alike(jobs)) {
        const [{ from, to, costs }] = indices.map(i => jobs[i])
        const strategies = indices.map(i => jobs[i].strategy)
        fast.runAll(strategies, { cash, costs, instruments, from, to }, indicators, (outcome, k) => {
          if (!('slow' in outcome)) found[indices[k]] = { metrics: outcome.metrics, daily: outcome.daily.slice() }
        })
      }
    }
    return found.map((one, i) => one ?? plainly(jobs[i]))
  }
}

/** A `Measure` on this thread, for small markets and for indicators that cannot be sent to another thread. */
export const measureHere = (setup: MarketSetup, indicators: Indicators, kernel?: WebAssembly.Module): Measure => {
  const measure = measurer(setup, indicators, kernel)
  return async jobs => measure(jobs)
}

/** Groups the indices of jobs that the fast evaluator can run together. Jobs with a delay are in no group. */
function alike(jobs: readonly Job[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>()
  for (const [i, { strategy, from, to, costs, delay = 0 }] of jobs.entries()) {
    if (delay > 0) continue
    const key = JSON.stringify([from, to, costs, strategy.universe])
    const group = groups.get(key)
    if (group) group.push(i)
    else groups.set(key, [i])
  }
  return [...groups.values()]
}

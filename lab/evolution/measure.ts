import { backtest } from '../backtest/backtest.ts'
import { dailyReturns } from '../backtest/daily.ts'
import { metrics } from '../backtest/metrics.ts'
import type { Genome } from '../genome/genome.ts'
import { strategyOf } from '../genome/strategy-of.ts'
import type { Indicators } from '../indicators/memo.ts'
import type { Instruments } from '../market/account.ts'
import type { Bars } from '../market/bars.ts'
import type { Costs } from '../market/fees.ts'
import type { Outcome } from '../market/outcome.ts'
import type { Model } from '../strategy/strategy.ts'
import type { Measured } from './measured.ts'
import type { Plan, Segment } from './plan.ts'

/** The bars and instruments of a run, with its plan. */
export interface Dataset {
  readonly plan: Plan
  readonly market: readonly Bars[]
  readonly instruments: Instruments
}

/** Time range, costs and symbols of one backtest. */
export interface BacktestSettings {
  readonly segment: Segment
  readonly costs: Costs
  /** Subset of the plan's universe; default: all of it. */
  readonly universe?: readonly string[]
}

/** A genome and the settings to backtest it with. */
export interface GenomeBacktest {
  readonly genome: Genome
  readonly settings: BacktestSettings
}

/** Backtests a genome of a run and measures the result. */
export type Measure = (genome: Genome, settings: BacktestSettings) => Measured

/** Measures with the plain evaluator, the reference for the fast one. */
export const plainMeasure =
  (dataset: Dataset, indicators: Indicators): Measure =>
  (genome, { segment, costs, universe = dataset.plan.universe }) => {
    const plan = { ...dataset.plan, universe }
    const outcome = backtestGenome(genome, { ...dataset, plan }, segment, costs, indicators)
    return { metrics: metrics(outcome), daily: dailyReturns(outcome) }
  }

/**
 * Backtests a genome over one segment of time at given costs.
 *
 * @param model frozen model of a learning seed; absent: the seed learns as it goes
 */
export function backtestGenome(
  genome: Genome,
  { plan, market, instruments }: Dataset,
  segment: Segment,
  costs: Costs,
  indicators: Indicators,
  model?: Model,
): Outcome {
  return backtest(
    strategyOf(genome, plan, model),
    market,
    { cash: plan.cash, costs, instruments, ...segment },
    indicators,
  )
}

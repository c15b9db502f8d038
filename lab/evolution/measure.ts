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

/** The market a run is on. */
export interface Dataset {
  readonly plan: Plan
  readonly market: readonly Bars[]
  readonly instruments: Instruments
}

/** What a genome is evaluated on. */
export interface BacktestSettings {
  readonly segment: Segment
  readonly costs: Costs
  /** Part of the plan's universe; all of it when left out. */
  readonly universe?: readonly string[]
}

/** A genome, and what it is evaluated on. */
export interface GenomeBacktest {
  readonly genome: Genome
  readonly settings: BacktestSettings
}

/** Tries out genomes of one run, one after the other. */
export type Measure = (genome: Genome, settings: BacktestSettings) => Measured

/** By the plain evaluator. */
export const plainMeasure =
  (dataset: Dataset, indicators: Indicators): Measure =>
  (genome, { segment, costs, universe = dataset.plan.universe }) => {
    const plan = { ...dataset.plan, universe }
    const outcome = backtestGenome(genome, { ...dataset, plan }, segment, costs, indicators)
    return { metrics: metrics(outcome), daily: dailyReturns(outcome) }
  }

/**
 * A genome over one segment of time, at given costs.
 *
 * @param model what a learner has been frozen with; absent: it learns as it goes
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

import { backtest } from '../backtest/backtest.ts'
import { dailyReturns } from '../backtest/daily.ts'
import { type Metrics, metrics } from '../backtest/metrics.ts'
import { sharpe } from '../backtest/sharpe.ts'
import type { Indicators } from '../indicators/memo.ts'
import type { Instruments } from '../market/account.ts'
import type { Bars } from '../market/bars.ts'
import type { Costs } from '../market/fees.ts'
import type { Outcome } from '../market/outcome.ts'
import type { Model, WeightedSeed } from '../strategy/strategy.ts'
import { fitness } from './fitness.ts'
import type { Genome } from './genome.ts'
import type { Plan, Segment } from './plan.ts'

/** What one evaluation leaves behind. */
export interface Score {
  readonly fitness: number
  readonly trades: number
  readonly totalReturn: number
  /** Of daily returns, not annualised; absent where it does not exist. */
  readonly sharpeDaily?: number
}

/** The market a run is on. */
export interface Ground {
  readonly plan: Plan
  readonly market: readonly Bars[]
  readonly instruments: Instruments
}

export function evaluate(genome: Genome, { plan, ...ground }: Ground, indicators: Indicators): Score {
  const outcome = tryOut(genome, { plan, ...ground }, plan.segments.train, plan.costs, indicators)
  const found: Metrics = metrics(outcome)
  const sharpeDaily = sharpe(dailyReturns(outcome))
  return {
    fitness: fitness(found, plan.fitness),
    trades: found.trades,
    totalReturn: found.totalReturn,
    ...(sharpeDaily !== undefined && { sharpeDaily }),
  }
}

/**
 * A genome over one segment of time, at given costs.
 *
 * @param model what a learner has been frozen with; absent: it learns as it goes
 */
export function tryOut(
  genome: Genome,
  { plan, market, instruments }: Ground,
  segment: Segment,
  costs: Costs,
  indicators: Indicators,
  model?: Model,
): Outcome {
  const strategy = { ...plan, seeds: [weightedSeed(genome, model)] }
  return backtest(strategy, market, { cash: plan.cash, costs, instruments, ...segment }, indicators)
}

/** The genome as the one seed of a strategy. */
export const weightedSeed = ({ seed, genes, enhancers }: Genome, model?: Model): WeightedSeed => ({
  name: seed,
  weight: 1,
  genes,
  ...(model && { model }),
  ...(enhancers && { enhancers }),
})

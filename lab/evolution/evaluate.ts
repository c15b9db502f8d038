import { sharpe } from '../backtest/sharpe.ts'
import { summarise } from '../ledger/summarise.ts'
import { fitness } from './fitness.ts'
import type { Genome } from './genome.ts'
import type { Measure } from './measure.ts'
import type { Plan } from './plan.ts'
import type { Score } from './score.ts'

/** What a genome is worth in training. */
export function evaluate(genome: Genome, { segments, costs, fitness: rules }: Plan, measure: Measure): Score {
  const { metrics, daily } = measure(genome, { segment: segments.train, costs })
  const sharpeDaily = sharpe(daily)
  return {
    fitness: fitness(metrics, rules),
    trades: metrics.trades,
    totalReturn: metrics.totalReturn,
    ...(sharpeDaily !== undefined && { sharpeDaily }),
    trial: summarise(daily),
  }
}

import type { Metrics } from '../backtest/metrics.ts'
import { metrics } from '../backtest/metrics.ts'
import { annualised, daysPerYear } from '../backtest/sharpe.ts'
import { drawGenome, type Genome } from '../genome/genome.ts'
import { spaceOf } from '../genome/space.ts'
import type { Indicators } from '../indicators/memo.ts'
import { quantile } from '../models/quantile.ts'
import { stream } from '../random.ts'
import type { Evaluate } from './breeding.ts'
import { distinct } from './engine/distinct.ts'
import { backtestGenome, type Dataset } from './measure.ts'
import type { Plan, Segment } from './plan.ts'
import type { Score } from './score.ts'

/** Random genomes of one seed, with their results in training and on unseen time. */
export interface Survey {
  readonly seed: string
  /** Number of genomes drawn. */
  readonly tries: number
  /** The genome with the best fitness in training. */
  readonly best: Genome
  readonly train: Metrics
  readonly test: Metrics
  /**
   * Median annual Sharpe ratio of all drawn genomes: what the seed gives without selection. Absent if no Sharpe ratio
   * exists.
   */
  readonly medianSharpe: { readonly train?: number; readonly test?: number }
}

/** Makes an evaluator for one segment of time. */
export type EvaluateOver = (segment: Segment) => Evaluate

/**
 * Measures what a seed is worth with little search: its best genome on unseen time, beside the median of all.
 *
 * @param dataset genomes are selected on its plan's `train`; `test` is only measured
 */
export async function survey(
  seed: string,
  tries: number,
  dataset: Dataset,
  evaluateOver: EvaluateOver,
  indicators: Indicators,
): Promise<Survey> {
  const { plan } = dataset
  const chance = stream(plan.seedNumber, 'survey', seed)
  const genomes = distinct(tries, () => drawGenome(spaceOf({ seeds: [seed] }), chance))
  const { train, test } = plan.segments
  const trained = await evaluateOver(train)(genomes)
  const tested = await evaluateOver(test)(genomes)
  const best = genomes[bestOf(trained)]
  const middle = { train: medianSharpe(trained), test: medianSharpe(tested) }
  const measured = (segment: Segment) => metrics(backtestGenome(best, dataset, segment, plan.costs, indicators))
  return {
    ...{ seed, tries: genomes.length, best, train: measured(train), test: measured(test) },
    medianSharpe: {
      ...(middle.train !== undefined && { train: middle.train }),
      ...(middle.test !== undefined && { test: middle.test }),
    },
  }
}

/** The plan with another segment as its training time. */
export const over = (plan: Plan, segment: Segment): Plan => ({
  ...plan,
  segments: { ...plan.segments, train: segment },
})

function bestOf(scores: readonly Score[]): number {
  let best = 0
  scores.forEach(({ fitness }, i) => {
    if (fitness > scores[best].fitness) best = i
  })
  return best
}

function medianSharpe(scores: readonly Score[]): number | undefined {
  const known = scores.flatMap(({ sharpeDaily }) =>
    sharpeDaily === undefined ? [] : annualised(sharpeDaily, daysPerYear),
  )
  return known.length === 0 ? undefined : quantile(Float64Array.from(known), 0.5)
}

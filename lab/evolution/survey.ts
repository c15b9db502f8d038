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

/** Results of random genomes of one seed, on training time and on test time that no selection has used. */
export interface Survey {
  readonly seed: string
  /** Number of genomes drawn. */
  readonly tries: number
  /** The genome with the best fitness in training. */
  readonly best: Genome
  /** Metrics of the best genome over the training time. */
  readonly train: Metrics
  /** Metrics of the best genome over the test time. */
  readonly test: Metrics
  /**
   * Median annual Sharpe ratio of all drawn genomes, so the result of the seed without selection. Absent if no genome
   * has a Sharpe ratio.
   */
  readonly medianSharpe: { readonly train?: number; readonly test?: number }
}

/** Returns an evaluator of genomes over one segment of time. */
export type EvaluateOver = (segment: Segment) => Evaluate

/**
 * Measures a seed with little search: the genome that is best in training, and the median of all drawn genomes.
 *
 * @param tries   number of random genomes to draw
 * @param dataset genomes are selected on the segment `train` of its plan; `test` is only measured
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

/** The plan with `segment` as its training time. */
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

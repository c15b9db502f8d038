import type { Metrics } from '../backtest/metrics.ts'
import { metrics } from '../backtest/metrics.ts'
import { annualised, daysPerYear } from '../backtest/sharpe.ts'
import type { Indicators } from '../indicators/memo.ts'
import { type Random, stream } from '../random.ts'
import { type Ground, type Score, tryOut } from './evaluate.ts'
import type { Evaluate } from './evolve.ts'
import { drawGenome, type Genome, genomeKey } from './genome.ts'
import type { Plan, Segment } from './plan.ts'

/** Genomes of one idea drawn at random, and how they did on time that they were chosen on and on time that they were not. */
export interface Survey {
  readonly seed: string
  /** Genomes drawn. */
  readonly tries: number
  /** The one with the best fitness in training. */
  readonly best: Genome
  readonly train: Metrics
  readonly test: Metrics
  /** Of all that were drawn, per year: what the idea gives without choosing. Absent where no Sharpe ratio exists. */
  readonly medianSharpe: { readonly train?: number; readonly test?: number }
}

/** Evaluates genomes over one segment of time. */
export type EvaluateOver = (segment: Segment) => Evaluate

/**
 * What an idea is worth without much search: its chosen genome on unseen time, beside the median of all.
 *
 * @param ground its plan's `train` is chosen on, its `test` only measured
 */
export async function survey(
  seed: string,
  tries: number,
  ground: Ground,
  evaluateOver: EvaluateOver,
  indicators: Indicators,
): Promise<Survey> {
  const { plan } = ground
  const genomes = draw(seed, tries, stream(plan.seedNumber, 'survey', seed))
  const { train, test } = plan.segments
  const trained = await evaluateOver(train)(genomes)
  const tested = await evaluateOver(test)(genomes)
  const best = genomes[bestOf(trained)]
  const over = (segment: Segment) => metrics(tryOut(best, ground, segment, plan.costs, indicators))
  return {
    ...{ seed, tries: genomes.length, best, train: over(train), test: over(test) },
    medianSharpe: { ...defined('train', medianSharpe(trained)), ...defined('test', medianSharpe(tested)) },
  }
}

/** The plan with another segment to evaluate on. */
export const over = (plan: Plan, segment: Segment): Plan => ({
  ...plan,
  segments: { ...plan.segments, train: segment },
})

function draw(seed: string, tries: number, chance: Random): readonly Genome[] {
  const drawn = new Map<string, Genome>()
  for (let i = 0; i < 20 * tries && drawn.size < tries; i++) {
    const genome = drawGenome([seed], chance)
    drawn.set(genomeKey(genome), genome)
  }
  return [...drawn.values()]
}

function bestOf(scores: readonly Score[]): number {
  let best = 0
  scores.forEach(({ fitness }, i) => {
    if (fitness > scores[best].fitness) best = i
  })
  return best
}

function medianSharpe(scores: readonly Score[]): number | undefined {
  const known = scores
    .flatMap(({ sharpeDaily }) => (sharpeDaily === undefined ? [] : annualised(sharpeDaily, daysPerYear)))
    .sort((a, b) => a - b)
  if (known.length === 0) return undefined
  const middle = (known.length - 1) / 2
  return (known[Math.floor(middle)] + known[Math.ceil(middle)]) / 2
}

const defined = <K extends string>(name: K, value: number | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in K]?: number }

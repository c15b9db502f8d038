import { dailyReturns } from '../backtest/daily.ts'
import { type Metrics, metrics } from '../backtest/metrics.ts'
import { sharpe } from '../backtest/sharpe.ts'
import { fitness } from '../evolution/fitness/fitness.ts'
import { type Frozen, freeze } from '../evolution/freeze.ts'
import { byFitness, type Generation, type Scored } from '../evolution/generation.ts'
import { genomeKey } from '../evolution/genome.ts'
import { type Ground, tryOut } from '../evolution/measure.ts'
import type { Segments } from '../evolution/plan.ts'
import type { Indicators } from '../indicators/memo.ts'
import type { History } from '../ledger/history.ts'
import { stressed } from '../market/fees.ts'
import type { Outcome } from '../market/outcome.ts'
import type { SegmentResult } from '../strategy/strategy.ts'
import { defaultThresholds, type Findings, type Judged, judge, type Thresholds } from './gates.ts'
import { deflatedSharpe, probabilisticSharpe } from './luck.ts'
import { shape } from './moments.ts'
import { trialsOf } from './trials.ts'

/** What the judge has found out about a finished run. */
export interface Trial {
  readonly champion: Scored
  /** What a champion that learns has been judged with. */
  readonly frozen?: Frozen
  readonly findings: Findings
  readonly gates: readonly Judged[]
  readonly outcomes: Readonly<Record<keyof Segments, Outcome>>
  readonly segments: readonly (SegmentResult & { readonly metrics: Metrics })[]
}

/** Best of training that are looked at once more in validation. */
const finalists = 10

/** Who of a finished run is put forward. */
export interface Chosen {
  readonly champion: Scored
  /** What a champion that learns is traded with. */
  readonly frozen: Frozen | undefined
  /** Its fitness in validation. */
  readonly points: number
}

/** The one that validation, which the search has not seen, likes best among the best of training, and its model if it learns. */
export function chooseChampion(generations: readonly Generation[], ground: Ground, indicators: Indicators): Chosen {
  const { plan, market } = ground
  const best = tried(generations).sort(byFitness).slice(0, finalists)
  const ranked = best.map(champion => {
    const { genome } = champion
    // A learner learns while it trains, and is then judged as it will trade: with what it knew when training ended.
    const frozen = freeze(genome, { name: plan.name, market }, plan.segments.train.to, indicators)
    const outcome = tryOut(genome, ground, plan.segments.validation, plan.costs, indicators, frozen?.model)
    return { champion, frozen, points: fitness(metrics(outcome), plan.fitness) }
  })
  ranked.sort((a, b) => b.points - a.points || byFitness(a.champion, b.champion))
  if (ranked.length === 0) throw new RangeError('a run without a finished generation has no champion: resume it')
  return ranked[0]
}

export interface JudgeOptions {
  readonly thresholds?: Thresholds
  /** What the ledger knows of the time that was trained on; absent: the run itself is all that was ever tried. */
  readonly history?: History
}

/** Opens the locked test for the champion and asks every gate. */
export function judgeRun(
  generations: readonly Generation[],
  ground: Ground,
  indicators: Indicators,
  { thresholds = defaultThresholds, history }: JudgeOptions = {},
): Trial {
  const { plan } = ground
  const { champion, frozen } = chooseChampion(generations, ground, indicators)
  const walk = (name: keyof Segments, factor = 1) =>
    tryOut(
      champion.genome,
      ground,
      plan.segments[name],
      factor === 1 ? plan.costs : stressed(plan.costs, factor),
      indicators,
      name === 'train' ? undefined : frozen?.model,
    )
  const outcomes = { train: walk('train'), validation: walk('validation'), test: walk('test') }
  const names = ['train', 'validation', 'test'] as const
  const segments = names.map(name => ({
    ...resultOf(name, outcomes[name], plan.segments),
    metrics: metrics(outcomes[name]),
  }))

  const training = dailyReturns(outcomes.train)
  const unseen = Float64Array.of(...dailyReturns(outcomes.validation), ...dailyReturns(outcomes.test))
  const trials = trialsOf(tried(generations), training.length, history)
  const findings: Findings = {
    evaluations: trials.count,
    ...defined(
      'deflatedSharpe',
      skill(training, (ratio, form) => deflatedSharpe(ratio, training.length, form, trials.count, trials.variance)),
    ),
    ...defined(
      'unseenSharpe',
      skill(unseen, (ratio, form) => probabilisticSharpe(ratio, unseen.length, form)),
    ),
    validationTrades: outcomes.validation.trades.length,
    testTrades: outcomes.test.trades.length,
    validationAtTwiceCosts: metrics(walk('validation', 2)).totalReturn,
    testAtTwiceCosts: metrics(walk('test', 2)).totalReturn,
    liquidations: names.reduce((sum, name) => sum + outcomes[name].liquidations, 0),
  }
  return { champion, ...(frozen && { frozen }), findings, gates: judge(findings, thresholds), outcomes, segments }
}

/** Every distinct genome that the run has evaluated. */
export const tried = (generations: readonly Generation[]): Scored[] => [
  ...new Map(generations.flatMap(({ fresh }) => fresh).map(scored => [genomeKey(scored.genome), scored])).values(),
]

function skill(
  returns: Float64Array,
  ask: (ratio: number, form: NonNullable<ReturnType<typeof shape>>) => number | undefined,
) {
  const ratio = sharpe(returns)
  const form = shape(returns)
  return ratio === undefined || form === undefined ? undefined : ask(ratio, form)
}

function resultOf(name: keyof Segments, outcome: Outcome, segments: Segments): SegmentResult {
  const { trades, totalReturn, sharpeAnnual, maxDrawdown } = metrics(outcome)
  return { name, ...segments[name], trades, totalReturn, ...defined('sharpeAnnual', sharpeAnnual), maxDrawdown }
}

const defined = <K extends string>(name: K, value: number | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in K]?: number }

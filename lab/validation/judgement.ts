import { backtest } from '../backtest/backtest.ts'
import { dailyReturns } from '../backtest/daily.ts'
import { type Metrics, metrics } from '../backtest/metrics.ts'
import { fitness } from '../evolution/fitness/fitness.ts'
import { byFitness, type Generation, type Scored } from '../evolution/generation.ts'
import { backtestGenome, type Dataset } from '../evolution/measure.ts'
import { type Frozen, freeze } from '../genome/freeze.ts'
import { genomeKey } from '../genome/genome.ts'
import { strategyOf } from '../genome/strategy-of.ts'
import { createMemo, type Indicators, memoised } from '../indicators/memo.ts'
import type { History } from '../ledger/history.ts'
import type { Outcome } from '../market/outcome.ts'
import { day } from '../market/units.ts'
import { stream } from '../random.ts'
import { ok, type Result } from '../result.ts'
import type { SegmentResult } from '../strategy/strategy.ts'
import type { Candidate, Listing } from './candidate.ts'
import { type GateContext, type Judged, judge, type Live, type Mode, type Paper } from './gates/gate.ts'
import { type Findings, type GateName, gates, lockedTest } from './gates/index.ts'
import type { Measure } from './measuring/job.ts'
import { measureHere } from './measuring/measurer.ts'
import { passed } from './passed.ts'
import type { Thresholds } from './thresholds.ts'
import { trialsOf } from './trials.ts'

/** The result of judging a candidate. */
export interface Judgement {
  readonly candidate: Candidate
  readonly findings: Findings
  /** Results in the order of the report. The locked test is absent if the holdout stayed closed. */
  readonly gates: readonly Judged[]
  /** Backtests per segment. The locked test is absent if the holdout stayed closed. */
  readonly outcomes: GateContext['outcomes']
  readonly segments: readonly (SegmentResult & { readonly metrics: Metrics })[]
  /** Why the holdout stayed closed; absent if it was opened. */
  readonly closed?: string
}

/** The judgement of a run's champion. */
export interface RunJudgement extends Judgement {
  readonly champion: Scored
  /** The frozen model of a learning champion. */
  readonly frozen?: Frozen
}

/** Number of genomes that advance from training to validation, the best by training fitness. */
const finalists = 10

/** The champion selected from a finished run. */
export interface Chosen {
  readonly champion: Scored
  /** The frozen model of a learning champion, which it will trade with. */
  readonly frozen: Frozen | undefined
  /** Its fitness in validation. */
  readonly points: number
  /** All finalists, best in validation first, with their daily returns there. */
  readonly finalists: readonly { readonly one: Scored; readonly daily: Float64Array }[]
}

/**
 * Selects the champion: of the ten genomes that are fittest in training, the one that is fittest in validation, on data
 * that the search has not used. A learning champion's model is frozen.
 *
 * @throws RangeError for a run without a finished generation
 */
export function chooseChampion(generations: readonly Generation[], dataset: Dataset, indicators: Indicators): Chosen {
  const { plan, market } = dataset
  const best = evaluatedGenomes(generations).sort(byFitness).slice(0, finalists)
  const ranked = best.map(one => {
    const { genome } = one
    // A learning seed is judged as it will trade: with its model frozen at the end of training.
    const frozen = freeze(genome, { name: plan.name, market }, plan.segments.train.to, indicators)
    const outcome = backtestGenome(genome, dataset, plan.segments.validation, plan.costs, indicators, frozen?.model)
    return { one, frozen, points: fitness(metrics(outcome), plan.fitness), daily: dailyReturns(outcome) }
  })
  ranked.sort((a, b) => b.points - a.points || byFitness(a.one, b.one))
  if (ranked.length === 0) throw new RangeError('the run has no finished generation, so no champion: resume it')
  const [{ one: champion, frozen, points }] = ranked
  return { champion, frozen, points, finalists: ranked.map(({ one, daily }) => ({ one, daily })) }
}

export interface JudgeOptions {
  readonly thresholds: Thresholds
  /** Runs the gates' backtests; default: the plain evaluator on this thread. */
  readonly measure?: Measure
  /** Makes indicators with an empty cache. */
  readonly indicators?: () => Indicators
  /** Parts of the triple validation; default: `minimal`. */
  readonly mode?: Mode
  /** Runs the candidate in the runtime on the embedded exchange; absent if only backtests are wanted. */
  readonly replay?: (candidate: Candidate, from: number, to: number) => Promise<Outcome>
  /** Compares the candidate's paper run with a replay of the same time; absent without a paper run. */
  readonly paper?: (candidate: Candidate) => Promise<Paper>
  /** The strategies that already trade; default: none. */
  readonly live?: readonly Live[]
  /** Seed of the random neighbours, scenarios and bootstraps; default: 1. */
  readonly seedNumber?: number
  /** Whether all gates run even after one has failed; default: stop at the first failure. */
  readonly thorough?: boolean
  /** Stores each gate's findings about this candidate, so that an interrupted judgement can continue. */
  readonly keep?: (candidate: Candidate) => FindingsCache
  /** Called before the holdout is opened; default: it may be opened. @returns as an error, the reason for a refusal */
  readonly mayOpenHoldout?: (candidate: Candidate) => Promise<Result<unknown, string>>
  readonly onProgress?: (gate: string, share: number) => void
}

/** Stored findings of the gates about one candidate. */
export interface FindingsCache {
  known(gate: GateName): Promise<unknown | undefined>
  save(gate: GateName, findings: unknown): Promise<void>
}

export interface RunOptions extends JudgeOptions {
  /** The trial ledger's history for the training time; absent: this run's evaluations are the only trials. */
  readonly history?: History
  readonly listings?: readonly Listing[]
}

/** Selects the champion of a finished run and runs every gate. The holdout is opened only if all other gates pass. */
export async function judgeRun(
  generations: readonly Generation[],
  dataset: Dataset,
  options: RunOptions,
): Promise<RunJudgement> {
  const indicators = options.indicators ?? fresh
  const chosen = chooseChampion(generations, dataset, indicators())
  const { champion, frozen } = chosen
  const candidate = candidateOf(generations, dataset, chosen, options)
  const judgement = await judgeCandidate(candidate, { seedNumber: dataset.plan.seedNumber, ...options })
  return { ...judgement, champion, ...(frozen && { frozen }) }
}

/** The champion of a run as a candidate for the gates. */
export function candidateOf(
  generations: readonly Generation[],
  { plan, market, instruments }: Dataset,
  { champion, frozen, finalists }: Chosen,
  { history, listings }: Pick<RunOptions, 'history' | 'listings'> = {},
): Candidate {
  const all = evaluatedGenomes(generations)
  const bred = strategyOf(champion.genome, plan)
  const days = Math.round((plan.segments.train.to - plan.segments.train.from) / day)
  return {
    ...{ name: plan.name, synthetic: plan.synthetic, interval: plan.interval, segments: plan.segments },
    ...{ market, instruments, cash: plan.cash, costs: plan.costs, risk: plan.risk },
    bred,
    strategy: frozen ? strategyOf(champion.genome, plan, frozen.model) : bred,
    search: {
      evaluated: all,
      strategyOf: one => strategyOf(one.genome, plan),
      finalists: finalists.map(({ one }) => (one === champion ? bred : strategyOf(one.genome, plan))),
      finalistsDaily: finalists.map(({ daily }) => daily),
      trials: trialsOf(all, days, history),
    },
    ...(listings && { listings }),
  }
}

/** Runs every gate on a candidate. */
export async function judgeCandidate(candidate: Candidate, options: JudgeOptions): Promise<Judgement> {
  const { thresholds, indicators = fresh, mode = 'minimal', live = [], seedNumber = 1, onProgress } = options
  const keep = options.keep?.(candidate)
  const own = indicators()
  const backtestOn = (name: 'train' | 'validation' | 'test') => {
    const { strategy, bred, market, cash, costs, instruments, segments } = candidate
    return backtest(name === 'train' ? bred : strategy, market, { cash, costs, instruments, ...segments[name] }, own)
  }
  const outcomes = { train: backtestOn('train'), validation: backtestOn('validation') }
  const { replay, paper } = options
  const context: GateContext = {
    ...{ candidate, thresholds, outcomes, indicators, live, mode },
    measure: options.measure ?? measureHere(candidate, own),
    chance: purpose => stream(seedNumber, 'validation', purpose),
    ...(replay && { replay: (from: number, to: number) => replay(candidate, from, to) }),
    ...(paper && { paper: () => paper(candidate) }),
  }
  const findings: Record<string, unknown> = {}
  const judged: Judged[] = []
  async function runGate(name: GateName, at: GateContext): Promise<void> {
    const gate = (name === 'lockedTest' ? lockedTest : gates[name]) as (typeof gates)['costs']
    onProgress?.(gate.name, 0)
    const known = (await keep?.known(name)) as never
    const found = known ?? (await gate.find(at, share => onProgress?.(gate.name, share)))
    if (known === undefined) await keep?.save(name, found)
    findings[name] = found
    judged.push(...judge(gate, found, thresholds))
  }
  // Cheap gates and those that fail most often run first. Results are reported in the order of the report.
  for (const name of order) {
    if (!options.thorough && judged.length > 0 && !passed(judged)) break
    await runGate(name, context)
  }
  const before = inReadingOrder(judged)
  const done = (more: Partial<Judgement>): Judgement => ({
    ...{ candidate, findings: findings as Findings, gates: before, outcomes },
    segments: (['train', 'validation'] as const).map(name => resultOf(name, outcomes[name], candidate)),
    ...more,
  })
  if (!passed(before)) return done({ closed: 'other gates did not pass' })
  const opened = (await options.mayOpenHoldout?.(candidate)) ?? ok(undefined)
  if (!opened.ok) return done({ closed: opened.error })
  const all = { ...outcomes, test: backtestOn('test') }
  await runGate('lockedTest', { ...context, outcomes: all })
  return done({
    gates: inReadingOrder(judged),
    outcomes: all,
    segments: (['train', 'validation', 'test'] as const).map(name => resultOf(name, all[name], candidate)),
  })
}

const order: readonly GateName[] = [
  ...(['significance', 'sample', 'concentration', 'regimes', 'capacity', 'portfolio'] as const),
  ...(['costs', 'plateau', 'overfit', 'monteCarlo', 'integrity', 'triple'] as const),
]

const ids: readonly string[] = [...Object.values(gates).map(({ id }) => id), lockedTest.id]
const inReadingOrder = (judged: readonly Judged[]) => [...judged].sort((a, b) => ids.indexOf(a.of) - ids.indexOf(b.of))

const fresh = () => memoised(createMemo(96 * 2 ** 20))

/** Every distinct genome that the run has evaluated on all training time. */
export const evaluatedGenomes = (generations: readonly Generation[]): Scored[] => [
  ...new Map(generations.flatMap(({ fresh }) => fresh).map(scored => [genomeKey(scored.genome), scored])).values(),
]

function resultOf(name: SegmentResult['name'], outcome: Outcome, { segments }: Candidate) {
  const measured = metrics(outcome)
  const { trades, totalReturn, sharpeAnnual, maxDrawdown } = measured
  const ratio = sharpeAnnual === undefined ? {} : { sharpeAnnual }
  return { name, ...segments[name], trades, totalReturn, ...ratio, maxDrawdown, metrics: measured }
}

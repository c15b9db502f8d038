import { sharpe } from '../backtest/sharpe.ts'
import { type Genome, genomeKey } from '../genome/genome.ts'
import { neighboursOf } from '../genome/neighbours.ts'
import { spaceOf } from '../genome/space.ts'
import { summarise } from '../ledger/summarise.ts'
import { type DurationMs, day, epochMs, type Fraction } from '../market/units.ts'
import { quantile } from '../models/quantile.ts'
import { stream } from '../random.ts'
import { choices } from './fitness/choices.ts'
import { fitness, worthless } from './fitness/fitness.ts'
import { objectives } from './fitness/objectives.ts'
import type { FitnessRules, Take } from './fitness/rules.ts'
import type { BacktestSettings, GenomeBacktest, Measure } from './measure.ts'
import type { Measured } from './measured.ts'
import type { Plan, Segment } from './plan.ts'
import type { Score } from './score.ts'

/**
 * Evaluates a genome on the training time. The fitness follows the plan's fitness rules; every other number is of the
 * whole time and universe, and of the genome itself.
 */
export function evaluate(genome: Genome, plan: Plan, measure: Measure): Score {
  const evaluation = evaluationOf(genome, plan)
  for (const [i, { genome, settings }] of evaluation.backtests.entries())
    evaluation.record(measure(genome, settings), i)
  return evaluation.score()
}

/** An evaluation split into its backtests, which the caller may run in any order and in batches. */
export interface Evaluation {
  readonly backtests: readonly GenomeBacktest[]
  /** Stores the result of the backtest at index i. */
  record(measured: Measured, i: number): void
  /**
   * The score. Valid once every backtest is recorded. @throws Error if the backtest of the whole training time is
   * missing
   */
  score(): Score
}

export function evaluationOf(genome: Genome, plan: Plan): Evaluation {
  const { segments, costs, fitness: rules } = plan
  const parts = isWhole(rules) ? [] : partBacktests(genome, plan)
  const backtests = [{ genome, settings: { segment: segments.train, costs } }, ...parts]
  const fewer: FitnessRules = {
    ...rules,
    minTrades: Math.max(1, Math.round(rules.minTrades / settingsPerGenome(plan))),
  }
  const points = new Float64Array(parts.length)
  let whole: Measured | undefined
  return {
    backtests,
    record(measured, i) {
      if (i === 0) whole = measured
      else points[i - 1] = fitness(measured.metrics, fewer)
    },
    score() {
      const all = whole
      if (!all) throw new Error('cannot score a genome before its backtest is recorded')
      const { metrics, daily } = all
      const sharpeDaily = sharpe(daily)
      return {
        fitness: isWhole(rules) ? fitness(metrics, rules) : taken(combined(points, plan), rules.take ?? 'mean'),
        trades: metrics.trades,
        totalReturn: metrics.totalReturn,
        ...(sharpeDaily !== undefined && { sharpeDaily }),
        // An objective without a value counts as the worst possible.
        ...(rules.objectives && { objectives: rules.objectives.map(name => objectives[name](all) ?? worthless) }),
        trial: summarise(daily),
      }
    },
  }
}

/** Number of backtests that one evaluation needs. */
export function measurementsPer({ fitness: rules, universe }: Pick<Plan, 'fitness' | 'universe'>): number {
  if (isWhole(rules)) return 1
  const { symbolsApart = false, neighbours } = rules
  return 1 + rangeCount(rules) * (symbolsApart ? universe.length : 1) * (1 + (neighbours?.count ?? 0))
}

const isWhole = ({ periods = 1, crossValidation, symbolsApart = false, neighbours }: FitnessRules) =>
  periods === 1 && !crossValidation && !symbolsApart && neighbours === undefined

/** Number of parts that a genome is measured in besides the whole: time ranges times accounts. */
const settingsPerGenome = ({ fitness: rules, universe }: Plan) =>
  rangeCount(rules) * (rules.symbolsApart ? universe.length : 1)

const rangeCount = ({ periods = 1, crossValidation }: FitnessRules) => crossValidation?.groups ?? periods

/**
 * Mean points over every combination of test groups, for the genome and each of its neighbours. Without
 * cross-validation the points stay as they are.
 */
function combined(points: Float64Array, { fitness: { crossValidation, symbolsApart = false }, universe }: Plan) {
  if (!crossValidation) return points
  const { groups, test } = crossValidation
  const accounts = symbolsApart ? universe.length : 1
  const perGenome = groups * accounts
  const chosen = choices(groups, test)
  const out = new Float64Array((points.length / perGenome) * chosen.length)
  for (let i = 0; i < out.length; i++) {
    const first = Math.floor(i / chosen.length) * perGenome
    for (const group of chosen[i % chosen.length])
      for (let k = 0; k < accounts; k++) out[i] += points[first + group * accounts + k] / (test * accounts)
  }
  return out
}

function partBacktests(genome: Genome, plan: Plan): readonly GenomeBacktest[] {
  const { fitness: rules, segments, costs, universe } = plan
  const { symbolsApart = false, neighbours, crossValidation } = rules
  const around = neighbours
    ? neighboursOf(
        genome,
        neighbours.count,
        neighbours.radius,
        spaceOf(plan),
        // The stream depends on the genome alone, so that its neighbours are the same on every machine and at any
        // time.
        stream(plan.seedNumber, 'neighbours', genomeKey(genome)),
      )
    : []
  const apart = universe.map(symbol => [symbol])
  const embargo = (crossValidation?.embargoDays ?? 0) * day
  const allSettings = partsOf(segments.train, rangeCount(rules), embargo).flatMap(
    (segment): readonly BacktestSettings[] =>
      symbolsApart ? apart.map(universe => ({ segment, costs, universe })) : [{ segment, costs }],
  )
  return [genome, ...around].flatMap(one => allSettings.map(settings => ({ genome: one, settings })))
}

/** Splits a segment into equal parts in order of time. Each part but the first starts later by the embargo. */
function partsOf({ from, to }: Segment, parts: number, embargo: DurationMs): readonly Segment[] {
  const at = (part: number) => epochMs(Math.round(from + ((to - from) * part) / parts))
  return Array.from({ length: parts }, (_, part) => ({
    from: part === 0 ? at(0) : epochMs(at(part) + embargo),
    to: at(part + 1),
  }))
}

function taken(points: Float64Array, take: Take): number {
  if (take === 'mean') return points.reduce((a, b) => a + b, 0) / points.length
  const share: Readonly<Record<Exclude<Take, 'mean'>, Fraction>> = { median: 0.5, lower: 0.25, worst: 0 }
  return quantile(points, share[take])
}

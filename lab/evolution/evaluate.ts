import { sharpe } from '../backtest/sharpe.ts'
import { summarise } from '../ledger/summarise.ts'
import type { Fraction } from '../market/units.ts'
import { epochMs } from '../market/units.ts'
import { quantile } from '../models/quantile.ts'
import { stream } from '../random.ts'
import { fitness, worthless } from './fitness/fitness.ts'
import { objectives } from './fitness/objectives.ts'
import type { FitnessRules, Take } from './fitness/rules.ts'
import { neighboursOf } from './genome/neighbours.ts'
import { spaceOf } from './genome/space.ts'
import { type Genome, genomeKey } from './genome.ts'
import type { Course, Measure } from './measure.ts'
import type { Plan, Segment } from './plan.ts'
import type { Score } from './score.ts'

/** What a genome is worth in training. Everything but its fitness is of the whole time and universe, and of the genome itself. */
export function evaluate(genome: Genome, plan: Plan, measure: Measure): Score {
  const { segments, costs, fitness: rules } = plan
  const whole = measure(genome, { segment: segments.train, costs })
  const { metrics, daily } = whole
  const sharpeDaily = sharpe(daily)
  return {
    fitness: isWhole(rules) ? fitness(metrics, rules) : fitnessOfParts(genome, plan, measure),
    trades: metrics.trades,
    totalReturn: metrics.totalReturn,
    ...(sharpeDaily !== undefined && { sharpeDaily }),
    // One that has no answer to something is the worst in it.
    ...(rules.objectives && { objectives: rules.objectives.map(name => objectives[name](whole) ?? worthless) }),
    trial: summarise(daily),
  }
}

/** Backtests that one evaluation takes. */
export function measurementsPer({ fitness: rules, universe }: Pick<Plan, 'fitness' | 'universe'>): number {
  if (isWhole(rules)) return 1
  const { periods = 1, symbolsApart = false, neighbours } = rules
  return 1 + periods * (symbolsApart ? universe.length : 1) * (1 + (neighbours?.count ?? 0))
}

const isWhole = ({ periods = 1, symbolsApart = false, neighbours }: FitnessRules) =>
  periods === 1 && !symbolsApart && neighbours === undefined

function fitnessOfParts(genome: Genome, plan: Plan, measure: Measure): number {
  const { fitness: rules, segments, costs, universe } = plan
  const { periods = 1, symbolsApart = false, neighbours, take = 'mean' } = rules
  const around = neighbours
    ? neighboursOf(
        genome,
        neighbours.count,
        neighbours.radius,
        spaceOf(plan),
        // From the genome alone: its neighbours are the same whoever evaluates it, and when.
        stream(plan.seedNumber, 'neighbours', genomeKey(genome)),
      )
    : []
  const courses = partsOf(segments.train, periods).flatMap((segment): readonly Course[] =>
    symbolsApart ? universe.map(symbol => ({ segment, costs, universe: [symbol] })) : [{ segment, costs }],
  )
  const fewer: FitnessRules = { ...rules, minTrades: Math.max(1, Math.round(rules.minTrades / courses.length)) }
  const points = [genome, ...around].flatMap(one => courses.map(course => fitness(measure(one, course).metrics, fewer)))
  return taken(points, take)
}

/** A stretch of time in equal parts, in the order of time. */
function partsOf({ from, to }: Segment, parts: number): readonly Segment[] {
  const at = (part: number) => epochMs(Math.round(from + ((to - from) * part) / parts))
  return Array.from({ length: parts }, (_, part) => ({ from: at(part), to: at(part + 1) }))
}

function taken(points: readonly number[], take: Take): number {
  if (take === 'mean') return points.reduce((a, b) => a + b, 0) / points.length
  const share: Readonly<Record<Exclude<Take, 'mean'>, Fraction>> = { median: 0.5, lower: 0.25, worst: 0 }
  return quantile(Float64Array.from(points), share[take])
}

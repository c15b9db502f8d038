import { metrics } from '../../backtest/metrics.ts'
import type { Baseline } from '../../charts/evolution/baseline.ts'
import { better } from '../../charts/evolution/display-sample.ts'
import type { EvaluatedGenome } from '../../charts/evolution/evaluated.ts'
import type { GenerationNumbers } from '../../charts/evolution/generation-numbers.ts'
import type { Generation, Scored } from '../../evolution/generation.ts'
import type { Plan } from '../../evolution/plan.ts'
import { genesOf, genomeKey } from '../../genome/genome.ts'
import { type Bars, between } from '../../market/bars.ts'
import type { Outcome } from '../../market/outcome.ts'
import { type EpochMs, showInterval, showTime } from '../../market/units.ts'
import { quantile } from '../../models/quantile.ts'
import { costSummary, metricRows } from '../run/outcome-numbers.ts'
import type { Tile } from '../tiles.ts'
import type { Champion, EvolutionData, FitnessLine } from './evolution-data.ts'

/** A finished or unfinished run, and further content of its report. */
export interface EvolutionReportInput {
  readonly createdAt: EpochMs
  readonly plan: Plan
  /** Finished generations, oldest first; at least one. */
  readonly generations: readonly Generation[]
  /** Backtest of the fittest genome over the training segment. */
  readonly champion?: {
    readonly outcome: Outcome
    readonly market: readonly Bars[]
    readonly lines: readonly FitnessLine[]
  }
  /** Names of the objectives besides fitness; absent for a search with fitness alone. */
  readonly objectives?: readonly string[]
  /** Other search methods to compare with. */
  readonly baselines?: readonly Baseline[]
  /** Figures measured by the command, such as seconds, threads, and evaluations on the fast and the slow path. */
  readonly counted?: readonly Tile[]
  /** Commands for the next steps. */
  readonly commands: readonly string[]
}

/** Builds the data of a search's report from its run. @throws RangeError if no generation is finished */
export function evolutionDataOf(input: EvolutionReportInput): EvolutionData {
  const { plan, generations, champion, objectives = [], baselines = [], counted = [] } = input
  const last = generations.at(-1)
  if (last === undefined)
    throw new RangeError(`${plan.name}: no generation is finished: there is nothing to report yet`)
  const known = new Map<string, EvaluatedGenome>()
  const evaluatedOf = (scored: Scored) => {
    const key = genomeKey(scored.genome)
    return known.get(key) ?? (known.set(key, toEvaluated(scored, key)).get(key) as EvaluatedGenome)
  }
  const evaluated = [...new Set(generations.flatMap(({ fresh }) => fresh.map(evaluatedOf)))]
  const best = [...evaluated].sort(better)[0]
  return {
    title: `Evolution: ${plan.name}`,
    createdAt: input.createdAt,
    synthetic: plan.synthetic,
    summary: summaryOf(input, evaluated.length, best),
    generations: generations.map(numbersOf),
    ...{ evaluated, objectives, baselines },
    first: generations[0].population.map(evaluatedOf),
    last: last.population.map(evaluatedOf),
    ...(champion && { champion: championOf(plan, best, champion) }),
    facts: [...factsOf(input, evaluated.length), ...counted],
    data: plan.data,
    commands: input.commands,
  }
}

const toEvaluated = ({ genome, score, born }: Scored, key: string): EvaluatedGenome => ({
  ...{ key, seed: genome.seed, genes: genesOf(genome), born: born + 1 },
  ...{ fitness: score.fitness, trades: score.trades, totalReturn: score.totalReturn },
  ...(score.objectives && { objectives: score.objectives }),
})

function numbersOf(generation: Generation): GenerationNumbers {
  const { number, population, fresh } = generation
  const fitness = Float64Array.from(population, ({ score }) => score.fitness)
  const seeds: Record<string, number> = {}
  for (const { genome } of population) seeds[genome.seed] = (seeds[genome.seed] ?? 0) + 1
  const { diversity } = generation as { readonly diversity?: number }
  return {
    generation: number + 1,
    best: quantile(fitness, 1),
    upperQuartile: quantile(fitness, 0.75),
    median: quantile(fitness, 0.5),
    lowerQuartile: quantile(fitness, 0.25),
    evaluated: fresh.length,
    ...(diversity !== undefined && { diversity }),
    seeds,
  }
}

function summaryOf(
  { plan, generations }: EvolutionReportInput,
  distinct: number,
  best: EvaluatedGenome,
): readonly string[] {
  const { search, universe, segments } = plan
  const symbols = universe.length > 6 ? `${universe.length} symbols` : universe.join(', ')
  const simulated =
    'The market was simulated: this report shows how the search works and says nothing about a real market.'
  const unfinished = `Not finished: ${generations.length} of ${search.generations} generations.`
  return [
    `The fittest of ${distinct.toLocaleString('en-US')} genomes is of the idea ${best.seed}, born in generation ${best.born}: fitness ${best.fitness.toFixed(2)}, ${best.trades} trades.`,
    `Bred on ${symbols}, bars of ${showInterval(plan.interval)}, ${showTime(segments.train.from)} to ${showTime(segments.train.to)} UTC.`,
    ...(plan.synthetic ? [simulated] : []),
    ...(generations.length < search.generations ? [unfinished] : []),
  ]
}

function championOf(
  plan: Plan,
  who: EvaluatedGenome,
  { outcome, market, lines }: NonNullable<EvolutionReportInput['champion']>,
): Champion {
  const { train } = plan.segments
  const bred = market.map(bars => between(bars, train.from, train.to))
  return {
    who,
    equity: [{ label: who.seed, time: outcome.time, value: outcome.equity }, ...buyAndHold(bred, outcome)],
    segments: [{ name: 'train', ...train }],
    symbols: bred.map(bars => ({
      bars,
      trades: outcome.trades
        .filter(({ symbol }) => symbol === bars.symbol)
        .map(trade => ({ ...trade, direction: trade.direction > 0 ? ('long' as const) : ('short' as const) })),
    })),
    metrics: metricRows({ train: metrics(outcome) }),
    costs: costSummary(outcome),
    lines,
  }
}

/** Equity of buy and hold, with the cash split equally at the first close. Empty if a symbol lacks some of the bars. */
function buyAndHold(market: readonly Bars[], { time, cash }: Outcome): Champion['equity'] {
  if (!market.every(({ openTime }) => openTime.length === time.length)) return []
  const value = Float64Array.from(time, (_, i) => {
    return market.reduce((sum, { close }) => sum + (cash / market.length) * (close[i] / close[0]), 0)
  })
  return [{ label: 'buy and hold', time, value }]
}

function factsOf({ plan, generations }: EvolutionReportInput, distinct: number): readonly Tile[] {
  const { search, universe, seeds, enhancers = [], segments, cash } = plan
  const whole = (n: number) => n.toLocaleString('en-US')
  return [
    { name: 'Evaluations', value: whole(generations.reduce((sum, { fresh }) => sum + fresh.length, 0)) },
    { name: 'Different genomes', value: whole(distinct) },
    { name: 'Generations', value: `${generations.length} of ${search.generations}` },
    { name: 'Population', value: whole(search.population) },
    { name: 'Random seed', value: String(plan.seedNumber) },
    { name: 'Universe', value: universe.join(', ') },
    { name: 'Bars', value: showInterval(plan.interval) },
    { name: 'Ideas', value: seeds.join(', ') },
    ...(enhancers.length > 0 ? [{ name: 'Enhancers', value: enhancers.join(', ') }] : []),
    { name: 'Cash at the start', value: `${whole(cash)} USD` },
    ...Object.entries(segments).map(([name, { from, to }]) => ({
      name: `Segment: ${name}${name === 'test' ? ' (locked)' : ''}`,
      value: `${showTime(from).slice(0, 10)} to ${showTime(to).slice(0, 10)}`,
    })),
  ]
}

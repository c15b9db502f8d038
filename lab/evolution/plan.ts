import { type EvolveOptions, evolvingOn } from '../genome/evolving.ts'
import type { Genome } from '../genome/genome.ts'
import { requireEnhancer, requireSeed } from '../genome/require-registered.ts'
import type { Evolving } from '../genome/space.ts'
import type { Bars } from '../market/bars.ts'
import { type Costs, hyperliquidCosts } from '../market/fees.ts'
import { type DurationMs, day, type EpochMs, epochMs, type Usd } from '../market/units.ts'
import { seeds } from '../seeds/index.ts'
import { lackedBy, requireColumns } from '../strategy/require-columns.ts'
import type { DataSeen, Exits, RiskLimits, Sizing } from '../strategy/strategy.ts'
import { defaultExits, defaultRisk, defaultSizing } from '../strategy/template.ts'
import { nameForm } from '../strategy/yaml/fields.ts'
import { defaultFitness, type FitnessRules, requireFitness } from './fitness/rules.ts'
import { defaultSearch, requireSearchSettings, type SearchSettings } from './search-settings.ts'

/** Everything that decides what a run finds. The same plan on the same data gives the same champion. */
export interface Plan {
  readonly name: string
  /** The run's random seed. */
  readonly seedNumber: number
  readonly synthetic: boolean
  readonly universe: readonly string[]
  readonly interval: DurationMs
  /** What the run was fed, with fingerprints: warm-up and all segments. */
  readonly data: readonly DataSeen[]
  readonly segments: Segments
  /** Names of the ideas that compete. */
  readonly seeds: readonly string[]
  /** Names of the enhancers that are bred along with every one of them; absent in runs that were planned before there were any. */
  readonly enhancers?: readonly string[]
  /** What else evolves; absent: nothing, and every genome has the plan's exits and sizing. */
  readonly evolve?: Evolving
  readonly cash: Usd
  readonly sizing: Sizing
  readonly exits: Exits
  readonly risk: RiskLimits
  readonly costs: Costs
  readonly fitness: FitnessRules
  readonly search: SearchSettings
  /** Genomes that a genetic search begins around; absent: it begins anywhere. */
  readonly start?: readonly Genome[]
}

export interface Segment {
  readonly from: EpochMs
  readonly to: EpochMs
}

/** Bred on the first, chosen on the second, judged once on the third. */
export interface Segments {
  readonly train: Segment
  readonly validation: Segment
  readonly test: Segment
}

/** Time between segments that nobody trades: a position of one must not be the start of the next. */
export const defaultEmbargo: DurationMs = 7 * day

/**
 * Three segments in the order of time.
 *
 * @param shares of train and validation in the time between `from` and `to`; the rest is the locked test
 * @throws RangeError when a segment would be shorter than 30 days
 */
export function splitTime(
  from: EpochMs,
  to: EpochMs,
  shares = { train: 0.6, validation: 0.2 },
  embargo = defaultEmbargo,
): Segments {
  const at = (share: number) => Math.floor((from + share * (to - from)) / day) * day
  const [first, second] = [at(shares.train), at(shares.train + shares.validation)]
  const segments = {
    train: { from, to: epochMs(first) },
    validation: { from: epochMs(first + embargo), to: epochMs(second) },
    test: { from: epochMs(second + embargo), to },
  }
  for (const [name, segment] of Object.entries(segments)) {
    const days = (segment.to - segment.from) / day
    if (days < 30)
      throw new RangeError(
        `the ${name} segment would have ${days.toFixed(0)} days, expected at least 30: take more time`,
      )
  }
  return segments
}

export interface PlanOptions
  extends Partial<Omit<Plan, 'synthetic' | 'universe' | 'interval' | 'segments' | 'evolve'>> {
  readonly name: string
  readonly seedNumber: number
  readonly data: readonly DataSeen[]
  readonly from: EpochMs
  readonly to: EpochMs
  readonly evolve?: EvolveOptions
}

/**
 * A plan for these bars, with the usual choices where nothing else is said.
 *
 * @throws RangeError on a name that no strategy file may have, on time too short, on bars unlike, on a search that could breed nobody, on
 *   ideas that nobody knows or that have nothing to go by here
 */
export function makePlan(market: readonly Bars[], { from, to, evolve = {}, ...options }: PlanOptions): Plan {
  const [{ interval, synthetic }] = market
  for (const bars of market) {
    if (bars.interval !== interval)
      throw new RangeError(`${bars.symbol} has bars of another interval than ${market[0].symbol}`)
    if (bars.synthetic !== synthetic)
      throw new RangeError(`${bars.symbol} and ${market[0].symbol}: real and simulated bars do not mix`)
  }
  const universe = market.map(({ symbol }) => symbol)
  const twice = universe.find((symbol, i) => universe.indexOf(symbol) < i)
  if (twice !== undefined) throw new RangeError(`${twice} is in the universe twice`)
  // Now, and not after hours of search, when the champion is to be written down.
  if (!nameForm.test(options.name))
    throw new RangeError(
      `"${options.name}" names no strategy: expected lower-case letters, digits and hyphens, at most 80`,
    )
  const { search = defaultSearch, fitness = defaultFitness } = options
  requireSearchSettings(search)
  requireFitness(fitness)
  if (search.selection === 'pareto' && !((fitness.objectives?.length ?? 0) >= 2))
    throw new RangeError('a Pareto front needs at least two objectives: give fitness.objectives, or select by fitness')
  for (const name of options.seeds ?? []) requireFit(name, market)
  for (const name of options.enhancers ?? []) requireEnhancer(name)
  const { seeds = defaultSeeds(market), exits = defaultExits } = options
  const evolving = evolvingOn(market, { seeds, exits }, evolve)
  return {
    seeds,
    enhancers: [],
    ...(evolving && { evolve: evolving }),
    cash: 10_000,
    sizing: defaultSizing,
    exits,
    risk: defaultRisk,
    costs: hyperliquidCosts,
    fitness: defaultFitness,
    search: defaultSearch,
    ...options,
    synthetic,
    universe,
    interval,
    segments: splitTime(from, to),
  }
}

/** Ideas that need nothing but genes and what these bars know. Learners take their time, and compete where they are asked to. */
export const defaultSeeds = (market: readonly Bars[]): readonly string[] =>
  seeds
    .filter(({ requires, learner }) => !requires && !learner)
    .map(({ name }) => name)
    .filter(name => market.every(bars => lackedBy({ name }, bars) === undefined))

function requireFit(name: string, market: readonly Bars[]): void {
  const { requires } = requireSeed(name)
  if (requires === 'model')
    throw new RangeError(`${name} needs a model besides its genes: a strategy file gives it one, a search has none`)
  for (const bars of market) requireColumns({ seeds: [{ name }] }, bars)
}

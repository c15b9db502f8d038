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
  /** The bars that the run uses, warm-up and all segments, with fingerprints. */
  readonly data: readonly DataSeen[]
  readonly segments: Segments
  /** Names of the competing seeds. */
  readonly seeds: readonly string[]
  /** Names of the enhancers that evolve with every seed. Absent in plans of older versions. */
  readonly enhancers?: readonly string[]
  /** What else evolves. Absent: nothing, and every genome has the plan's exits and sizing. */
  readonly evolve?: Evolving
  readonly cash: Usd
  readonly sizing: Sizing
  readonly exits: Exits
  readonly risk: RiskLimits
  readonly costs: Costs
  readonly fitness: FitnessRules
  readonly search: SearchSettings
  /** Genomes that a genetic search starts around. Absent: it starts with random genomes. */
  readonly start?: readonly Genome[]
}

export interface Segment {
  readonly from: EpochMs
  readonly to: EpochMs
}

/** Time ranges of a run: evolve on `train`, select on `validation`, judge once on `test`. */
export interface Segments {
  readonly train: Segment
  readonly validation: Segment
  readonly test: Segment
}

/** Time between segments in which nothing is traded, so that no position reaches from one segment into the next. */
export const defaultEmbargo: DurationMs = 7 * day

/**
 * Splits time into three consecutive segments.
 *
 * @param shares fractions of the time for train and validation; the rest is the locked test
 * @param embargo time left out before validation and before test
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
 * Makes a plan for these bars; options left out take their defaults.
 *
 * @throws RangeError on an invalid strategy name, too short a time, bars of unequal interval or kind, search or
 * fitness settings out of range, and seeds that are unknown or need data these bars lack
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
  // Checked now, because a strategy file is only written after hours of search.
  if (!nameForm.test(options.name))
    throw new RangeError(
      `"${options.name}" is not a valid strategy name: expected lower-case letters, digits and hyphens, at most 80`,
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

/**
 * Seeds that need only genes and the columns these bars have. Learning seeds are slow, so they take part only when
 * named.
 */
export const defaultSeeds = (market: readonly Bars[]): readonly string[] =>
  seeds
    .filter(({ requires, learner }) => !requires && !learner)
    .map(({ name }) => name)
    .filter(name => market.every(bars => lackedBy({ name }, bars) === undefined))

function requireFit(name: string, market: readonly Bars[]): void {
  const { requires } = requireSeed(name)
  if (requires === 'model')
    throw new RangeError(`${name} needs a trained model, which only a strategy file can supply: it cannot be searched`)
  for (const bars of market) requireColumns({ seeds: [{ name }] }, bars)
}

import { z } from 'zod'
import { meritNames } from '../evolution/fitness/merits.ts'
import { objectiveNames } from '../evolution/fitness/objectives.ts'
import { type FitnessRules, takes } from '../evolution/fitness/rules.ts'
import type { SearchSettings } from '../evolution/search-settings.ts'
import type { EvolveOptions } from '../genome/evolving.ts'
import { exitPurposes } from '../genome/exit-options.ts'
import { sizingGenes } from '../genome/sizing-genes.ts'
import type { Result } from '../result.ts'
import { parseFields } from '../strategy/yaml/fields-file.ts'
import type { Flaw } from '../strategy/yaml/flaw.ts'

const names = z.array(z.string().min(1)).min(1)
const count = z.int().min(1).max(1_000_000)
const share = z.number().min(0).max(1)
const oneOf = <T extends string>(words: readonly T[]) => z.enum(words as readonly [T, ...T[]])

const search = z.strictObject({
  method: oneOf(['genetic', 'random', 'grid']).describe('search method'),
  population: count.describe('genomes in a generation'),
  generations: count.describe('maximum generations'),
  tournament: count.describe('genomes that compete to be a parent'),
  elitism: share.describe('share of the population that survives unchanged'),
  crossover: share.describe('probability that a child has two parents'),
  recombination: oneOf(['uniform', 'blend', 'simulated-binary']).describe("operator that combines two parents' genes"),
  mutation: share.describe('probability that a gene mutates'),
  step: z.number().positive().max(1).describe("standard deviation of a mutation, as a share of the gene's range"),
  adaptation: oneOf(['success', 'stagnation', 'none']).describe('what adapts the step'),
  newcomers: share.describe('share of each generation that is drawn at random'),
  selection: oneOf(['fitness', 'pareto']).describe(
    'selection by fitness, or by the Pareto front of the objectives (NSGA-II)',
  ),
  niche: share.describe('minimum distance between two genomes of the elite, 0…1; 0: no minimum'),
  islands: z
    .strictObject({ count, every: count, migrants: count })
    .describe('separate populations in a ring, with migration'),
  halving: z
    .strictObject({ rungs: z.int().min(2).max(8), eta: z.int().min(2).max(8) })
    .describe('successive halving: screening on recent history first'),
  stop: z.strictObject({ evaluations: count, stagnation: count }).partial().describe('rules that end a run early'),
})

const fitness = z.strictObject({
  merit: oneOf(meritNames).describe('what earns points'),
  minTrades: count.describe('minimum trades; fewer cost points'),
  bearableDrawdown: z.number().positive().max(1).describe('drawdown above which points are lost'),
  periods: z.int().min(1).max(100).describe('number of equal parts of the training time, each measured on its own'),
  crossValidation: z
    .strictObject({
      groups: z.int().min(2).max(12),
      test: z.int().min(1).max(11),
      embargoDays: z.number().min(0).max(60),
    })
    .describe('combinatorial cross-validation over purged and embargoed groups of the training time; excludes periods'),
  symbolsApart: z.boolean().describe('whether each symbol is measured with its own account'),
  neighbours: z
    .strictObject({ count: z.int().min(1).max(100), radius: z.number().positive().max(0.5) })
    .describe('similar genomes that are measured too'),
  take: oneOf(takes).describe('how measurements are combined'),
  objectives: z.array(oneOf(objectiveNames)).min(2).max(8).describe('objectives of a Pareto selection'),
})

const evolve = z.strictObject({
  exits: z.array(oneOf(exitPurposes)).min(1).describe('kinds of exit that evolve'),
  sizing: z
    .array(oneOf(Object.keys(sizingGenes) as readonly (keyof typeof sizingGenes)[]))
    .min(1)
    .describe('sizing genes that evolve'),
  scalings: names.describe('scalings that evolve; a genome has one or none'),
  formulaWarmup: count.describe('maximum bars of history that a formula needs'),
})

/** Schema of a plan file. Absent fields take their defaults, and command-line options override the file. */
export const planFile = z
  .strictObject({
    name: z.string().describe('name of the run and of its strategy'),
    venue: z.string().describe('venue of the bars'),
    symbols: names.describe('universe'),
    interval: z.string().describe('bar interval, such as 1h'),
    from: z.union([z.string(), z.number()]).describe('start of training, UTC'),
    to: z.union([z.string(), z.number()]).describe('end of the locked test, UTC'),
    listedLater: z
      .boolean()
      .describe('whether symbols listed after `from` are allowed, and traded from their first bar on'),
    seeds: names.describe('seeds that compete'),
    enhancers: names.describe('enhancers that evolve with every seed'),
    evolve: evolve.partial().describe('what else evolves'),
    fitness: fitness.partial().describe('fitness rules'),
    search: search.partial().describe('search settings'),
    cash: z.number().positive().describe('starting cash, USD'),
    seed: z.int().min(0).max(999_999_999).describe('random seed'),
  })
  .partial()

/** Content of a plan file; `planFile` describes each field. */
export interface PlanFile {
  readonly name?: string
  readonly venue?: string
  readonly symbols?: readonly string[]
  readonly interval?: string
  readonly from?: string | number
  readonly to?: string | number
  readonly listedLater?: boolean
  readonly seeds?: readonly string[]
  readonly enhancers?: readonly string[]
  readonly evolve?: EvolveOptions
  readonly fitness?: Partial<FitnessRules>
  readonly search?: Partial<SearchSettings>
  readonly cash?: number
  readonly seed?: number
}

/** Parses a plan file; on failure returns every error in reading order. `makePlan` checks whether the seeds exist. */
export const parsePlanFile = (text: string): Result<PlanFile, readonly Flaw[]> =>
  parseFields(text, planFile) as Result<PlanFile, readonly Flaw[]>

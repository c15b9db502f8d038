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
  method: oneOf(['genetic', 'random', 'grid']).describe('how genomes are looked for'),
  population: count.describe('genomes in a generation'),
  generations: count.describe('at most'),
  tournament: count.describe('genomes that compete to be a parent'),
  elitism: share.describe('share of the population that lives on unchanged'),
  crossover: share.describe('probability that a child has two parents'),
  recombination: oneOf(['uniform', 'blend', 'simulated-binary']).describe("how two parents' genes become the child's"),
  mutation: share.describe('probability that a gene mutates'),
  step: z.number().positive().max(1).describe("deviation of a mutation, as a share of the gene's range"),
  adaptation: oneOf(['success', 'stagnation', 'none']).describe('what the step follows'),
  newcomers: share.describe('share of each generation that is drawn and not bred'),
  selection: oneOf(['fitness', 'pareto']).describe('bred for fitness, or for the front of the objectives (NSGA-II)'),
  niche: share.describe('how near two of the elite may be; 0: as near as they like'),
  islands: z.strictObject({ count, every: count, migrants: count }).describe('populations that breed apart, in a ring'),
  halving: z
    .strictObject({ rungs: z.int().min(2).max(8), eta: z.int().min(2).max(8) })
    .describe('genomes are tried on recent history first'),
  stop: z
    .strictObject({ evaluations: count, stagnation: count })
    .partial()
    .describe('what ends a run before its last generation'),
})

const fitness = z.strictObject({
  merit: oneOf(meritNames).describe('what earns points'),
  minTrades: count.describe('trades below which a result is mostly chance'),
  bearableDrawdown: z.number().positive().max(1).describe('fraction above which nobody would hold on'),
  periods: z.int().min(1).max(100).describe('equal parts of the training time, each measured on its own'),
  crossValidation: z
    .strictObject({
      groups: z.int().min(2).max(12),
      test: z.int().min(1).max(11),
      embargoDays: z.number().min(0).max(60),
    })
    .describe('groups of the training time, purged and embargoed, judged in every combination; instead of periods'),
  symbolsApart: z.boolean().describe('each symbol in a wallet of its own'),
  neighbours: z
    .strictObject({ count: z.int().min(1).max(100), radius: z.number().positive().max(0.5) })
    .describe('genomes nearby that are measured too'),
  take: oneOf(takes).describe('how the measurements become one'),
  objectives: z.array(oneOf(objectiveNames)).min(2).max(8).describe('bred for where selection is pareto'),
})

const evolve = z.strictObject({
  exits: z.array(oneOf(exitPurposes)).min(1).describe('ways out that every genome has of its own'),
  sizing: z
    .array(oneOf(Object.keys(sizingGenes) as readonly (keyof typeof sizingGenes)[]))
    .min(1)
    .describe('genes of the sizing'),
  scalings: names.describe('of which a genome has one or none'),
  formulaWarmup: count.describe('bars of history that formulas may need'),
})

/** Everything that a run may be asked for in a file; what is left out is as usual, and flags win over it. */
export const planFile = z
  .strictObject({
    name: z.string().describe('of the run, and of the strategy that may come of it'),
    venue: z.string().describe('whose bars'),
    symbols: names.describe('universe'),
    interval: z.string().describe('of the bars, such as 1h'),
    from: z.union([z.string(), z.number()]).describe('first bar to train on, UTC'),
    to: z.union([z.string(), z.number()]).describe('end of the locked test, UTC'),
    listedLater: z
      .boolean()
      .describe('whether symbols may be listed after `from`, and are traded from their first bar on'),
    seeds: names.describe('ideas that compete'),
    enhancers: names.describe('bred along with every idea'),
    evolve: evolve.partial().describe('what else evolves'),
    fitness: fitness.partial().describe('what is bred for'),
    search: search.partial().describe('how it is looked for'),
    cash: z.number().positive().describe('USD in the wallet at the start'),
    seed: z.int().min(0).max(999_999_999).describe('random seed'),
  })
  .partial()

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

/** Text in, what was asked for out, or every flaw in reading order. Whether the ideas exist is for `makePlan` to say. */
export const parsePlanFile = (text: string): Result<PlanFile, readonly Flaw[]> =>
  parseFields(text, planFile) as Result<PlanFile, readonly Flaw[]>

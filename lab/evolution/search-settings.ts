import type { Recombination } from '../genome/operators/cross-gene.ts'

/**
 * Settings of a search. Together with the plan's seed number they decide which genomes are evaluated, and in which
 * order.
 */
export interface SearchSettings {
  /** `genetic` breeds genomes. `random` and `grid` are baselines: they ignore results found so far. */
  readonly method: 'genetic' | 'random' | 'grid'
  /** Number of genomes in a generation's population, over all islands; at least 2. */
  readonly population: number
  /** Maximum number of generations. A stop rule may end the run earlier. */
  readonly generations: number
  /** Tournament size: number of genomes drawn for each parent; the best of them becomes the parent. */
  readonly tournament: number
  /** Fraction of the population that survives unchanged, 0 up to but not including 1. */
  readonly elitism: number
  /** Probability that a child has two parents. */
  readonly crossover: number
  /** Crossover operator: computes a child's gene from the genes of its parents. */
  readonly recombination: Recombination
  /** Probability that a gene mutates. */
  readonly mutation: number
  /** Initial standard deviation of mutations, as a fraction of the gene's range. */
  readonly step: number
  /** Quantity that adapts the step: the success rate of mutations, or stagnation. `none`: the step is constant. */
  readonly adaptation: 'success' | 'stagnation' | 'none'
  /** Fraction of each generation that is drawn at random instead of bred. */
  readonly newcomers: number
  /** Selection criterion: fitness, or Pareto rank by the plan's objectives (NSGA-II). */
  readonly selection: 'fitness' | 'pareto'
  /** Minimum distance between two genomes of the elite, 0…1; 0: no minimum. */
  readonly niche: number
  /** Separate populations that exchange genomes by migration. Absent: one population. */
  readonly islands?: Islands
  /** Screening of new genomes on a part of the training time. Absent: every evaluation covers all of it. */
  readonly halving?: Halving
  /** Rules that end a run early; absent: none. */
  readonly stop?: Stop
}

/** Island model: the population is split into islands, which breed separately. */
export interface Islands {
  /** Number of islands. Each has at least two genomes. */
  readonly count: number
  /** Generations between two migrations. */
  readonly every: number
  /** Number of genomes per migration: each island's best also serve as parents on the next island. */
  readonly migrants: number
}

/** Successive halving: new genomes are evaluated on a short time first, and only the best on longer times. */
export interface Halving {
  /** Number of rungs, at least 2. Each covers a longer time than the rung before; the last covers all training time. */
  readonly rungs: number
  /** Reduction factor, at least 2. One genome in `eta` advances to the next rung, which covers `eta` times the time. */
  readonly eta: number
}

/** Rules that end a run before its last generation. */
export interface Stop {
  /**
   * Evaluation budget. An evaluation on a part of the training time counts as that fraction. The generation that
   * reaches the budget is completed.
   */
  readonly evaluations?: number
  /** Number of consecutive generations without an improvement after which the run ends. */
  readonly stagnation?: number
}

/** The usual settings of a search. */
export const defaultSearch: SearchSettings = {
  method: 'genetic',
  population: 60,
  generations: 12,
  tournament: 4,
  elitism: 0.2,
  crossover: 0.8,
  recombination: 'blend',
  mutation: 0.1,
  step: 0.15,
  adaptation: 'none',
  newcomers: 0.05,
  selection: 'fitness',
  niche: 0,
}

/** Number of genomes in the elite. It is at least 1, so that the best genome is never lost. */
export const eliteOf = ({ elitism }: SearchSettings, population: number): number =>
  Math.max(1, Math.min(population - 1, Math.round(elitism * population)))

/** Checks all settings. @throws RangeError naming a setting that is missing or out of range */
export function requireSearchSettings(search: SearchSettings): void {
  for (const { name, holds, expected } of rules)
    if (!holds(search))
      throw new RangeError(`search.${name}: expected ${expected}, found ${JSON.stringify(search[name] ?? null)}`)
}

interface Rule {
  readonly name: keyof SearchSettings
  readonly expected: string
  holds(search: SearchSettings): boolean
}

const whole = (value: number, least: number) => Number.isInteger(value) && value >= least
const share = (name: 'crossover' | 'mutation' | 'newcomers' | 'niche'): Rule => ({
  name,
  expected: 'a share from 0 to 1',
  holds: ({ [name]: value }) => value >= 0 && value <= 1,
})
const count = (name: 'population' | 'generations' | 'tournament', least: number): Rule => ({
  name,
  expected: `a whole number of at least ${least}`,
  holds: ({ [name]: value }) => whole(value, least),
})
function word<K extends 'method' | 'recombination' | 'adaptation' | 'selection'>(
  name: K,
  ...words: readonly SearchSettings[K][]
): Rule {
  return { name, expected: `one of ${words.join(', ')}`, holds: search => words.includes(search[name]) }
}

const rules: readonly Rule[] = [
  word('method', 'genetic', 'random', 'grid'),
  count('population', 2),
  count('generations', 1),
  count('tournament', 1),
  {
    name: 'elitism',
    expected: 'a share of at least 0 and below 1: a population of elite only cannot breed',
    holds: ({ elitism }) => elitism >= 0 && elitism < 1,
  },
  share('crossover'),
  word('recombination', 'uniform', 'blend', 'simulated-binary'),
  share('mutation'),
  { name: 'step', expected: 'more than 0 and at most 1', holds: ({ step }) => step > 0 && step <= 1 },
  word('adaptation', 'success', 'stagnation', 'none'),
  share('newcomers'),
  word('selection', 'fitness', 'pareto'),
  share('niche'),
  {
    name: 'islands',
    expected: 'a whole count, every and migrants of at least 1, and at least two genomes to an island',
    holds: ({ islands, population }) =>
      !islands ||
      (Object.values(islands).every(value => whole(value, 1)) && Math.floor(population / islands.count) >= 2),
  },
  {
    name: 'halving',
    expected: 'two rungs or more, and an eta of at least 2',
    holds: ({ halving }) => !halving || (whole(halving.rungs, 2) && halving.eta >= 2),
  },
  {
    name: 'stop',
    expected: 'evaluations and stagnation, each a whole number of at least 1',
    holds: ({ stop = {} }) => [stop.evaluations ?? 1, stop.stagnation ?? 1].every(value => whole(value, 1)),
  },
]

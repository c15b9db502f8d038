import type { Recombination } from '../genome/operators/cross-gene.ts'

/**
 * Settings of a search. Together with the plan's seed number they decide which genomes are evaluated, and in which
 * order.
 */
export interface SearchSettings {
  /** `genetic` breeds genomes. `random` and `grid` are baselines: they ignore results found so far. */
  readonly method: 'genetic' | 'random' | 'grid'
  readonly population: number
  /** Maximum number of generations. A stop rule may end the run earlier. */
  readonly generations: number
  /** Number of genomes that compete to be a parent. */
  readonly tournament: number
  /** Fraction of the population that survives unchanged. */
  readonly elitism: number
  /** Probability that a child has two parents. */
  readonly crossover: number
  /** How the child's value of a gene is made from those of its parents. */
  readonly recombination: Recombination
  /** Probability that a gene mutates. */
  readonly mutation: number
  /** Initial standard deviation of mutations, as a fraction of the gene's range. */
  readonly step: number
  /** What adapts the step: the success rate of mutations, stagnation, or nothing. */
  readonly adaptation: 'success' | 'stagnation' | 'none'
  /** Fraction of each generation that is drawn at random instead of bred. */
  readonly newcomers: number
  /** What is selected for: fitness, or the Pareto front of the plan's objectives (NSGA-II). */
  readonly selection: 'fitness' | 'pareto'
  /** Minimum distance between two genomes of the elite, 0…1; 0: no minimum. */
  readonly niche: number
  /** Separate populations; absent: one. */
  readonly islands?: Islands
  /** Screening on a part of the training time first. Absent: every evaluation covers all of it. */
  readonly halving?: Halving
  /** Rules that end a run early; absent: none. */
  readonly stop?: Stop
}

export interface Islands {
  readonly count: number
  /** Generations between two migrations. */
  readonly every: number
  /** Number of best genomes of each island that serve as parents on the next island during a migration. */
  readonly migrants: number
}

export interface Halving {
  /** Number of rungs. Each covers a longer time than the one before; the last covers all training time. */
  readonly rungs: number
  /** One genome in `eta` advances to the next rung, which covers `eta` times as much time. */
  readonly eta: number
}

export interface Stop {
  /**
   * Evaluation budget, with partial evaluations counted by their share of time. The generation that reaches it is
   * completed.
   */
  readonly evaluations?: number
  /** Consecutive generations without an improvement. */
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

/** Number of survivors in a population: at least one, so that the best is never lost. */
export const eliteOf = ({ elitism }: SearchSettings, population: number): number =>
  Math.max(1, Math.min(population - 1, Math.round(elitism * population)))

/** @throws RangeError on a setting out of range or missing, naming it */
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

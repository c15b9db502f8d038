import type { Recombination } from '../genome/operators/cross-gene.ts'

/** How a run looks for genomes. With the plan's seed number it decides which are evaluated, and in which order. */
export interface SearchSettings {
  /** Genomes are bred; or, to compare with, drawn without regard to what was found, or spread evenly over the space. */
  readonly method: 'genetic' | 'random' | 'grid'
  readonly population: number
  /** At most: a stop rule may end the run before. */
  readonly generations: number
  /** Genomes that compete to be a parent. */
  readonly tournament: number
  /** Share of the population that lives on unchanged. */
  readonly elitism: number
  /** Probability that a child has two parents. */
  readonly crossover: number
  /** How two parents' values of a gene become the child's. */
  readonly recombination: Recombination
  /** Probability that a gene mutates. */
  readonly mutation: number
  /** Standard deviation of a mutation at the start, as a share of the gene's range. */
  readonly step: number
  /** What the step follows: the share of mutations that succeed, generations without a better genome, or nothing. */
  readonly adaptation: 'success' | 'stagnation' | 'none'
  /** Share of each generation that is drawn and not bred. */
  readonly newcomers: number
  /** What is bred for: fitness, or the Pareto front of the plan's objectives (NSGA-II). */
  readonly selection: 'fitness' | 'pareto'
  /** How near to each other two of the elite may be, 0 … 1 as genomes are apart; 0: as near as they like. */
  readonly niche: number
  /** Populations that breed apart; absent: one. */
  readonly islands?: Islands
  /** Genomes are evaluated on a part of the training time first; absent: on all of it at once. */
  readonly halving?: Halving
  /** What ends a run before its last generation; absent: nothing. */
  readonly stop?: Stop
}

export interface Islands {
  readonly count: number
  /** Generations from one migration to the next. */
  readonly every: number
  /** Best genomes of each island that are among the next island's parents then. */
  readonly migrants: number
}

export interface Halving {
  /** Stretches of history, each longer than the one before; the last is all training time. */
  readonly rungs: number
  /** One genome in so many goes on to the next rung, which is so many times as long. */
  readonly eta: number
}

export interface Stop {
  /** Evaluations, of any length. A generation is never cut: the first to reach it is the last. */
  readonly evaluations?: number
  /** Generations in a row that found no better genome. */
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

/** Genomes of a population that live on: at least one, or the best could be lost. */
export const eliteOf = ({ elitism }: SearchSettings, population: number): number =>
  Math.max(1, Math.min(population - 1, Math.round(elitism * population)))

/** @throws RangeError on a search that could breed nobody, or was planned before searches could be told all this */
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
    expected: 'a share of at least 0 and below 1: a population that is all elite breeds nobody',
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

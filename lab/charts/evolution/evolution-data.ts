import type { Gene } from '../../genome/gene.ts'
import type { CostSummary } from '../cost-breakdown.ts'
import type { Line } from '../line.ts'
import type { Metric, SymbolTrades } from '../report-data.ts'
import type { Segment } from '../segments.ts'

/** All that the report of a search says, as plain data. */
export interface EvolutionData {
  readonly title: string
  /** Epoch ms. */
  readonly createdAt: number
  /** Bred on a simulated market: said on every screen. */
  readonly synthetic: boolean
  /** What was found, in words: one sentence an item. */
  readonly summary: readonly string[]
  /** Finished ones, oldest first; at least one. */
  readonly generations: readonly GenerationNumbers[]
  /** Every genome that was evaluated once, and what of it lives in the first and in the last generation. */
  readonly tried: readonly Tried[]
  readonly first: readonly Tried[]
  readonly last: readonly Tried[]
  /** Names of what was bred for besides the fitness; larger is better in each. Empty where there was one goal. */
  readonly objectives: readonly string[]
  /** Other ways to search, at the same number of evaluations. */
  readonly baselines: readonly Baseline[]
  /** Its account over the time it was bred on; absent when nobody has looked. */
  readonly champion?: Champion
  /** What the run was, as names and values. */
  readonly facts: readonly Fact[]
  readonly data: readonly DataRow[]
  /** Commands that lead on, one an item. */
  readonly commands: readonly string[]
}

export interface GenerationNumbers {
  readonly generation: number
  readonly best: number
  readonly upperQuartile: number
  readonly median: number
  readonly lowerQuartile: number
  /** Genomes that had to be evaluated. */
  readonly evaluated: number
  /** From 0, all alike, to 1; absent when it was not measured. */
  readonly diversity?: number
  /** Genomes of each seed in the population. */
  readonly seeds: Readonly<Record<string, number>>
}

/** A genome that was evaluated. */
export interface Tried {
  /** The same for equal genomes, and only for them. */
  readonly key: string
  readonly seed: string
  readonly genes: readonly Gene[]
  /** What of it no number says: the rules of a formula. */
  readonly words?: string
  readonly fitness: number
  readonly trades: number
  /** A fraction, in training. */
  readonly totalReturn: number
  readonly objectives?: readonly number[]
  /** The generation that it was first evaluated in. */
  readonly born: number
}

export interface Baseline {
  readonly name: string
  readonly evaluations: number
  /** The best fitness that it found. */
  readonly best: number
  /** Evaluations after which the search had found as much; absent where it never did. */
  readonly overtakenAfter?: number
}

export interface Champion {
  readonly who: Tried
  /** USD. The first line is its own account, from which the drawdown is taken. */
  readonly equity: readonly Line[]
  readonly segments: readonly Segment[]
  readonly symbols: readonly SymbolTrades[]
  readonly metrics: readonly Metric[]
  readonly costs: CostSummary
  /** What its fitness is made of. */
  readonly lines: readonly FitnessLine[]
}

export interface FitnessLine {
  readonly name: string
  /** Added up, they are the fitness. */
  readonly points: number
  readonly why?: string
}

export interface Fact {
  readonly name: string
  readonly value: string
}

export interface DataRow {
  readonly venue: string
  readonly symbol: string
  /** Epoch ms. */
  readonly from: number
  readonly to: number
  readonly bars: number
  /** SHA-256 of its columns. */
  readonly fingerprint: string
}

import type { CostSummary } from '../../charts/cost-breakdown.ts'
import type { Baseline } from '../../charts/evolution/baseline.ts'
import type { EvaluatedGenome } from '../../charts/evolution/evaluated.ts'
import type { GenerationNumbers } from '../../charts/evolution/generation-numbers.ts'
import type { Line } from '../../charts/line.ts'
import type { Segment } from '../../charts/segments.ts'
import type { Metric, SymbolTrades } from '../run/report-data.ts'
import type { Tile } from '../tiles.ts'

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
  readonly evaluated: readonly EvaluatedGenome[]
  readonly first: readonly EvaluatedGenome[]
  readonly last: readonly EvaluatedGenome[]
  /** Names of what was bred for besides the fitness; larger is better in each. Empty where there was one goal. */
  readonly objectives: readonly string[]
  /** Other ways to search, at the same number of evaluations. */
  readonly baselines: readonly Baseline[]
  /** Its account over the time it was bred on; absent when nobody has looked. */
  readonly champion?: Champion
  /** What the run was, as names and values. */
  readonly facts: readonly Tile[]
  readonly data: readonly DataRow[]
  /** Commands that lead on, one an item. */
  readonly commands: readonly string[]
}

export interface Champion {
  readonly who: EvaluatedGenome
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

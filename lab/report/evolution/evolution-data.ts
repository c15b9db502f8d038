import type { CostSummary } from '../../charts/cost-breakdown.ts'
import type { Baseline } from '../../charts/evolution/baseline.ts'
import type { EvaluatedGenome } from '../../charts/evolution/evaluated.ts'
import type { GenerationNumbers } from '../../charts/evolution/generation-numbers.ts'
import type { Line } from '../../charts/line.ts'
import type { Segment } from '../../charts/segments.ts'
import type { Metric, SymbolTrades } from '../run/report-data.ts'
import type { Tile } from '../tiles.ts'

/** Content of a search's report, as plain data. */
export interface EvolutionData {
  readonly title: string
  /** Epoch ms. */
  readonly createdAt: number
  /** Whether the search used a simulated market; the page then says so. */
  readonly synthetic: boolean
  /** Sentences that state the result. */
  readonly summary: readonly string[]
  /** Finished generations, oldest first; at least one. */
  readonly generations: readonly GenerationNumbers[]
  /** Every evaluated genome once, and the populations of the first and the last generation. */
  readonly evaluated: readonly EvaluatedGenome[]
  readonly first: readonly EvaluatedGenome[]
  readonly last: readonly EvaluatedGenome[]
  /** Names of the objectives besides fitness; larger is better in each. Empty for a search with fitness alone. */
  readonly objectives: readonly string[]
  /** Other ways to search, with the same number of evaluations. */
  readonly baselines: readonly Baseline[]
  /** The champion's account over training time; absent when it was not traded again. */
  readonly champion?: Champion
  /** Settings and counts of the run, as names and values. */
  readonly facts: readonly Tile[]
  readonly data: readonly DataRow[]
  /** Commands for the next steps. */
  readonly commands: readonly string[]
}

export interface Champion {
  readonly who: EvaluatedGenome
  /** USD. The first line is the champion's own account, which the drawdown is computed from. */
  readonly equity: readonly Line[]
  readonly segments: readonly Segment[]
  readonly symbols: readonly SymbolTrades[]
  readonly metrics: readonly Metric[]
  readonly costs: CostSummary
  /** The parts that add up to its fitness. */
  readonly lines: readonly FitnessLine[]
}

export interface FitnessLine {
  readonly name: string
  /** Points that this part adds to the fitness. */
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
  /** SHA-256 over the columns. */
  readonly fingerprint: string
}

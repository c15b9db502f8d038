import type { CostSummary } from '../../charts/cost-breakdown.ts'
import type { Generation } from '../../charts/fitness.ts'
import type { Line } from '../../charts/line.ts'
import type { Segment } from '../../charts/segments.ts'
import type { TradeMark } from '../../charts/trade-mark.ts'
import type { Bars } from '../../market/bars.ts'
import type { Verdict } from '../notice.ts'
import type { Unit } from '../number-text.ts'

/** All that a report says about one strategy, as plain data: the report computes nothing but a drawdown. */
export interface ReportData {
  readonly title: string
  /** Epoch ms. */
  readonly createdAt: number
  /** Bred or tried on a simulated market: said on every screen. */
  readonly synthetic: boolean
  /** What was found, in words: one sentence an item. */
  readonly summary: readonly string[]
  /** In the order of time. */
  readonly segments: readonly Segment[]
  /** USD. The first line is the strategy's own account, from which the drawdown is taken. */
  readonly equity: readonly Line[]
  /** How to read it. */
  readonly equityNote?: string
  readonly symbols: readonly SymbolTrades[]
  readonly gates: readonly Gate[]
  readonly metrics: readonly Metric[]
  /** Absent when costs were not taken apart. */
  readonly costs?: CostSummary
  /** Which trading the costs are of. */
  readonly costsOf?: string
  /** Empty when nothing was searched. */
  readonly generations: readonly Generation[]
  /** The strategy file, to the byte. */
  readonly yaml: string
  /** Commands that lead to the same result, one an item. */
  readonly reproduce: readonly string[]
}

export interface SymbolTrades {
  readonly bars: Bars
  readonly trades: readonly Trade[]
}

export interface Trade extends TradeMark {
  readonly symbol: string
  /** Base units. */
  readonly size: number
  readonly feesUsd: number
  /** Why it ended. */
  readonly reason: string
}

export interface Gate {
  readonly name: string
  readonly verdict: Verdict
  /** Absent when it could not be measured. */
  readonly found?: number | string
  /** What would have been enough. */
  readonly required: number | string
  readonly sentence: string
}

export interface Metric {
  readonly name: string
  readonly unit: Unit
  /** The span that the number speaks of, such as "per year" or "per bar"; absent when it speaks of the whole segment. */
  readonly period?: string
  /** By the name of the segment. What is absent or not finite does not exist, and is printed as a dash. */
  readonly values: Readonly<Record<string, number | undefined>>
}

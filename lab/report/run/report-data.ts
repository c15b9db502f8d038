import type { CostSummary } from '../../charts/cost-breakdown.ts'
import type { Generation } from '../../charts/fitness.ts'
import type { Line } from '../../charts/line.ts'
import type { Segment } from '../../charts/segments.ts'
import type { TradeMark } from '../../charts/trade-mark.ts'
import type { Bars } from '../../market/bars.ts'
import type { Verdict } from '../notice.ts'
import type { Unit } from '../number-text.ts'

/** Content of a strategy's report, as plain data. The report itself computes only the drawdown. */
export interface ReportData {
  readonly title: string
  /** Epoch ms. */
  readonly createdAt: number
  /** Whether a simulated market was used; the page then says so. */
  readonly synthetic: boolean
  /** Sentences that state the result. */
  readonly summary: readonly string[]
  /** Ascending by time. */
  readonly segments: readonly Segment[]
  /** USD. The first line is the strategy's own account, which the drawdown is computed from. */
  readonly equity: readonly Line[]
  /** Explains the equity chart. */
  readonly equityNote?: string
  readonly symbols: readonly SymbolTrades[]
  readonly gates: readonly Gate[]
  readonly metrics: readonly Metric[]
  /** Absent when the costs are not known separately. */
  readonly costs?: CostSummary
  /** Names the trading that the costs belong to. */
  readonly costsOf?: string
  /** Empty when there was no search. */
  readonly generations: readonly Generation[]
  /** The strategy file, byte for byte. */
  readonly yaml: string
  /** Commands that reproduce the result. */
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
  /** Why the trade was closed. */
  readonly reason: string
}

export interface Gate {
  readonly name: string
  readonly verdict: Verdict
  /** Measured value; a text is printed unchanged. Absent when it could not be measured. */
  readonly found?: number | string
  /** Limit for passing; a text is printed unchanged. */
  readonly required: number | string
  readonly sentence: string
}

export interface Metric {
  readonly name: string
  readonly unit: Unit
  /** Period that the number refers to, such as "per year" or "per trade"; absent for the whole segment. */
  readonly period?: string
  /** Values by segment name. An absent or non-finite value is printed as a dash. */
  readonly values: Readonly<Record<string, number | undefined>>
}

import type { TrialSummary } from '../ledger/summarise.ts'

/** What one evaluation leaves behind. Numbers that do not exist are absent. */
export interface Score {
  /** What the search climbs; larger is better. */
  readonly fitness: number
  readonly trades: number
  readonly totalReturn: number
  /** Of daily returns, not annualised. */
  readonly sharpeDaily?: number
  /** By the plan's objectives, in their order; larger is better in each. Absent where the plan has none. */
  readonly objectives?: readonly number[]
  /** For the trial ledger, which takes it off the score before the search sees that: it is kept there and not in the run. */
  readonly trial?: TrialSummary
}

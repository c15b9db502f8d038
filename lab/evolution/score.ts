import type { TrialSummary } from '../ledger/summarise.ts'

/** Result of one evaluation. A number that does not exist is absent. */
export interface Score {
  /** What the search maximises. */
  readonly fitness: number
  readonly trades: number
  readonly totalReturn: number
  /** Sharpe ratio of daily returns, not annualised. */
  readonly sharpeDaily?: number
  /** Values of the plan's objectives, in their order; larger is better. Absent if the plan has none. */
  readonly objectives?: readonly number[]
  /**
   * For the trial ledger. It is removed before the search sees the score, and is stored in the ledger and not in the
   * run.
   */
  readonly trial?: TrialSummary
}

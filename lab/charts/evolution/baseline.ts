/** Another way to search, at the same number of evaluations. */
export interface Baseline {
  readonly name: string
  readonly evaluations: number
  /** The best fitness that it found. */
  readonly best: number
  /** Evaluations after which the search had found as much; absent where it never did. */
  readonly overtakenAfter?: number
}

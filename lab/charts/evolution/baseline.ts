/** Another way to search, such as random search, with the same number of evaluations. */
export interface Baseline {
  readonly name: string
  readonly evaluations: number
  /** Best fitness that it found. */
  readonly best: number
  /** Number of evaluations after which the search had reached this fitness; absent if it never did. */
  readonly overtakenAfter?: number
}

/** Result of another search method, such as random search, with the same number of evaluations as the run. */
export interface Baseline {
  /** Name of the method. */
  readonly name: string
  readonly evaluations: number
  /** Best fitness that the method found. */
  readonly best: number
  /** Number of evaluations after which the run's own search had reached `best`; absent if it never did. */
  readonly overtakenAfter?: number
}

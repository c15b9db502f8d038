/** An error in the text of a formula. */
export interface FormulaFlaw {
  /** Position of the error: number of UTF-16 characters before it. */
  readonly offset: number
  /** Number of characters affected; 0 where something is missing. */
  readonly length: number
  readonly why: string
}

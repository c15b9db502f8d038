/** Something wrong in the text of a formula. */
export interface FormulaFlaw {
  /** Characters (UTF-16 units) before it: 0 is the first of the text. */
  readonly offset: number
  /** Characters that it covers; 0 where something is missing. */
  readonly length: number
  readonly why: string
}

/** What one generation of a search came to, as its charts need it. */
export interface GenerationNumbers {
  readonly generation: number
  readonly best: number
  readonly upperQuartile: number
  readonly median: number
  readonly lowerQuartile: number
  /** Genomes that had to be evaluated. */
  readonly evaluated: number
  /** From 0, all alike, to 1; absent when it was not measured. */
  readonly diversity?: number
  /** Genomes of each seed in the population. */
  readonly seeds: Readonly<Record<string, number>>
}

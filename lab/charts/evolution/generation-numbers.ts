/** Fitness figures of one generation, as the charts need them. */
export interface GenerationNumbers {
  readonly generation: number
  readonly best: number
  readonly upperQuartile: number
  readonly median: number
  readonly lowerQuartile: number
  /** Number of genomes evaluated for the first time. */
  readonly evaluated: number
  /** 0 (all equal) to 1; absent when not measured. */
  readonly diversity?: number
  /** Number of genomes of each seed in the population. */
  readonly seeds: Readonly<Record<string, number>>
}

/** A run as it is listed; of a broken one only what is wrong with it. */
export type RunLine = Sound | Broken

interface Broken {
  readonly name: string
  readonly broken: string
}

export interface Sound {
  readonly name: string
  readonly synthetic: boolean
  readonly venue: string
  readonly symbols: string
  readonly interval: string
  /** First bar that is trained on, and end of the locked test. */
  readonly from: string
  readonly to: string
  readonly seeds: string
  readonly method: string
  readonly population: number
  /** Finished ones, and how many there are to be at most. */
  readonly generations: number
  readonly planned: number
  readonly evaluations: number
  /** In training; absent until a generation is finished. */
  readonly best?: number
  readonly champion?: string
  /** Pages in its folder. */
  readonly reports: readonly string[]
  /** Best, median and mean fitness of each generation's population, and how unlike its genomes are. */
  readonly history: readonly GenerationPoint[]
}

export interface GenerationPoint {
  readonly generation: number
  readonly best: number
  readonly median: number
  readonly mean: number
  readonly diversity: number
  readonly evaluations: number
}

/** A table that may be asked about. */
export interface Described {
  readonly name: string
  readonly what: string
  /** In all; absent where nobody has counted. */
  readonly rows?: number
  readonly synthetic: 'yes' | 'no' | 'partly'
  /** Of whom there are rows. */
  readonly symbols: readonly string[]
}

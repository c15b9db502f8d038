/** A run in the list; of an unreadable one only its name and the error. */
export type RunLine = ReadableRun | Broken

interface Broken {
  readonly name: string
  readonly broken: string
}

export interface ReadableRun {
  readonly name: string
  readonly synthetic: boolean
  readonly venue: string
  readonly symbols: string
  readonly interval: string
  /** First training bar and end of the locked test, as UTC text. */
  readonly from: string
  readonly to: string
  readonly seeds: string
  readonly method: string
  readonly population: number
  /** Number of finished generations, and the planned number. */
  readonly generations: number
  readonly planned: number
  readonly evaluations: number
  /** Best fitness in training; absent until a generation is finished. */
  readonly best?: number
  readonly champion?: string
  /** Names of the report pages in its folder. */
  readonly reports: readonly string[]
  /** Fitness and diversity of each generation's population. */
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

/** A table that SQL can query. */
export interface TableInfo {
  readonly name: string
  readonly what: string
  /** Number of rows; absent when it was not counted. */
  readonly rows?: number
  readonly synthetic: 'yes' | 'no' | 'partly'
  /** Symbols that the table has rows of. */
  readonly symbols: readonly string[]
}
